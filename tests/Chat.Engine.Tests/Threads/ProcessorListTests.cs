using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class ProcessorListTests
{
    [Theory]
    [InlineData("0-3,8,10-11", new[] { 0, 1, 2, 3, 8, 10, 11 })]
    [InlineData(" 5 \n", new[] { 5 })]
    [InlineData("3,1-2,2-3", new[] { 1, 2, 3 })]
    [InlineData("", new int[0])]
    public void Lists_are_read(string text, int[] numbers) => Assert.Equal(numbers, ProcessorList.Parse(text));

    [Theory]
    [InlineData("a")]
    [InlineData("3-1")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("1-2-3")]
    [InlineData("0-4000000000")]
    [InlineData("70000")]
    public void What_is_no_list_gives_null(string text) => Assert.Null(ProcessorList.Parse(text));

    [Fact]
    public void The_allowed_processors_are_found_in_the_status()
    {
        Assert.Equal([0, 2], ProcessorList.OfStatus("Name:\tx\nCpus_allowed:\t5\nCpus_allowed_list:\t0,2\n"));
        Assert.Null(ProcessorList.OfStatus("Name:\tx\nCpus_allowed:\t5\n"));
    }
}
