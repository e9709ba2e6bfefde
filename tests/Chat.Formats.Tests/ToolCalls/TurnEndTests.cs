using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>The end of a turn in what templates write.</summary>
public sealed class TurnEndTests
{
    [Theory]
    [InlineData("7531</call><|im_end|>\n", "7531</call>")]
    [InlineData("7531</call><<|eot|>>", "7531</call>")]
    [InlineData("7531 < 3 <a><b></s>", "7531 < 3 <a><b>")]
    [InlineData("7531</call> <", "7531</call> <")]
    public void Is_cut_off(string body, string answer) => Assert.Equal(answer, TurnEnd.Cut(body, "", []));

    [Fact]
    public void Is_looked_for_once_in_a_text()
    {
        var body = "7531" + new string('<', 20_000) + ">";
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(body, TurnEnd.Cut(body, "", []));

        // A copy for each sign would be 400 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }
}
