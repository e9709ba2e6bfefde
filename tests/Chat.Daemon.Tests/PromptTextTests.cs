using Chat.Daemon.Settings;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests;

public sealed class PromptTextTests
{
    private readonly FakeTerminal _terminal = new();

    [Fact]
    public async Task Neither_words_nor_input_is_no_text() => Assert.Null(await ReadAsync([], input: null));

    [Theory]
    [InlineData(null, "a b")]
    [InlineData("", "a b")]
    [InlineData(" \n", "a b")]
    [InlineData("x\n", "a b\nx\n")]
    [InlineData("\r\nx", "a b\n\r\nx")]
    public async Task Input_follows_the_words_on_a_new_line(string? input, string expected) =>
        Assert.Equal(expected, await ReadAsync(["a", "b"], input));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("x\ny")]
    public async Task Input_alone_is_the_text(string input) => Assert.Equal(input, await ReadAsync([], input));

    // Programs that start chatd give it an input that is empty: the words must mean the same there as on a terminal.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Blank_words_are_a_text_too(string? input) => Assert.Equal("  ", await ReadAsync(["  "], input));

    [Fact]
    public async Task Input_takes_the_place_of_blank_words() => Assert.Equal("x", await ReadAsync([" "], "x"));

    [Theory]
    [InlineData("x\n", "x")]
    [InlineData("x\r\n", "x")]
    [InlineData("x\n\n", "x\n")]
    [InlineData("x\r", "x\r")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    public async Task The_last_line_end_is_dropped_where_it_is_not_wanted(string input, string expected) =>
        Assert.Equal(expected, await ReadAsync([], input, dropLastLineEnd: true));

    private Task<string?> ReadAsync(string[] words, string? input, bool dropLastLineEnd = false)
    {
        if (input is not null)
        {
            _terminal.Redirect(input);
        }

        var host = new CommandHost
        {
            Terminal = _terminal,
            Settings = ChatSettings.Read(_ => null, "/home/test"),
            Engine = new FakeEngine(),
        };
        return PromptText.ReadAsync(words, host, dropLastLineEnd);
    }
}
