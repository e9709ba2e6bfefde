using Chat.Core.Requests;

namespace Chat.Core.Tests.Requests;

public sealed class StopSequencesTests
{
    [Fact]
    public void A_collection_expression_makes_the_list_form()
    {
        StopSequences stop = ["a", "b"];

        Assert.False(stop.IsSingle);
        Assert.Equal(2, stop.Count);
        Assert.Equal("b", stop[1]);
        Assert.Equal(["a", "b"], stop);
    }

    [Fact]
    public void One_string_in_a_list_is_still_a_list()
    {
        StopSequences stop = ["a"];

        Assert.False(stop.IsSingle);
    }

    [Fact]
    public void A_later_change_of_the_source_does_not_show()
    {
        string[] source = ["a"];
        var stop = StopSequences.Create(source);
        source[0] = "b";

        Assert.Equal("a", stop[0]);
    }

    [Fact]
    public void It_can_be_walked_without_its_type()
    {
        System.Collections.IEnumerable stop = StopSequences.Create(["x"]);

        Assert.Equal("x", Assert.Single(stop.Cast<object>()));
    }
}
