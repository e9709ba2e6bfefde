using Chat.Engine.Text;

namespace Chat.Engine.Tests.Text;

public sealed class StopStringTests
{
    [Theory]
    [InlineData("aab", "aaab", 4)]
    [InlineData("abab", "abaabab", 7)]
    [InlineData("a", "xa", 2)]
    [InlineData("aab", "aaa", 0)]
    public void Is_found_where_it_first_ends(string value, string text, int foundAt)
    {
        var stop = new StopString(value);
        var read = text.TakeWhile(next => !stop.Read(next)).Count();

        Assert.Equal(foundAt == 0 ? text.Length : foundAt - 1, read);
    }

    [Fact]
    public void Knows_how_much_of_it_the_text_ends_with()
    {
        var stop = new StopString("abac");
        var matched = "xababa".Select(next =>
        {
            stop.Read(next);
            return stop.Matched;
        });

        Assert.Equal([0, 1, 2, 3, 2, 3], matched);
    }

    [Fact]
    public void Forgets_on_reset()
    {
        var stop = new StopString("ab");
        stop.Read('a');
        stop.Reset();

        Assert.False(stop.Read('b'));
    }
}
