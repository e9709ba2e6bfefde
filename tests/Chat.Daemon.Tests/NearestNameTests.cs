namespace Chat.Daemon.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["--temperature", "--top-p", "--top-k", "--stop"];

    [Theory]
    [InlineData("--temprature", "--temperature")]
    [InlineData("--stp", "--stop")]
    [InlineData("--top_k", "--top-k")]
    public void A_slip_is_seen_through(string word, string name) => Assert.Equal(name, NearestName.Find(word, Names));

    [Theory]
    [InlineData("--verbose")]
    [InlineData("x")]
    public void Another_word_has_no_nearest(string word) => Assert.Null(NearestName.Find(word, Names));

    [Fact]
    public void A_long_word_is_not_compared() =>
        Assert.Null(NearestName.Find(new string('a', 65), [new string('a', 64)]));
}
