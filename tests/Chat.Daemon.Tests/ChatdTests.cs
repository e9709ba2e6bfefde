using Chat.Core.Errors;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests;

public sealed class ChatdTests : IDisposable
{
    private readonly Door _door = new();

    [Fact]
    public async Task No_command_is_a_usage_error()
    {
        Assert.Equal(2, await _door.RunAsync());
        _door.AssertTwoLines("No command");
    }

    [Theory]
    [InlineData("ak", "Did you mean ask?")]
    [InlineData("modles", "Did you mean models?")]
    [InlineData("something", "Run chatd --help")]
    public async Task An_unknown_command_offers_the_nearest(string word, string advice)
    {
        Assert.Equal(2, await _door.RunAsync(word));
        _door.AssertTwoLines($"There is no command {word}");
        Assert.Contains(advice, _door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_subcommand_is_a_usage_error()
    {
        Assert.Equal(2, await _door.RunAsync("models", "lst"));
        _door.AssertTwoLines("There is no command lst");
        Assert.Contains("Did you mean list?", _door.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bench", "--repetition", "--repetitions")]
    [InlineData("models", "--jsn", "--json")]
    public async Task An_unknown_option_offers_the_nearest(string command, string option, string nearest)
    {
        Assert.Equal(2, await _door.RunAsync(command, option));
        _door.AssertTwoLines($"There is no option {option}");
        Assert.Contains($"Did you mean {nearest}?", _door.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json=maybe")]
    [InlineData("--json:true")]
    public async Task A_switch_takes_no_value(string option)
    {
        Assert.Equal(2, await _door.RunAsync("tokens", option, "hi"));
        _door.AssertTwoLines("--json takes no value");
    }

    [Fact]
    public async Task A_word_after_a_switch_is_not_its_value()
    {
        Assert.Equal(0, await _door.RunAsync("tokens", "--json", "true", "story"));
        Assert.Equal("true story", _door.Engine.TextAsked);
    }

    [Fact]
    public async Task Version_names_both_versions()
    {
        Assert.Equal(0, await _door.RunAsync("--version"));
        Assert.Matches("^chatd [0-9]+\\.[0-9]+\\.[0-9]+\nllama.cpp v0.5.0\n$", _door.Output);
        Assert.Equal("", _door.Error);
    }

    [Fact]
    public async Task Version_needs_no_libraries()
    {
        _door.Engine.Release = null;
        Assert.Equal(0, await _door.RunAsync("--version"));
        Assert.Contains("llama.cpp of an unknown release", _door.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("tokens")]
    [InlineData("models")]
    [InlineData("bench")]
    [InlineData("doctor")]
    public async Task Help_of_each_command_ends_with_examples_of_it(string command)
    {
        Assert.Equal(0, await _door.RunAsync(command, "--help"));
        var examples = _door.Output[_door.Output.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"chatd {command}", examples, StringComparison.Ordinal);
        Assert.Equal(0, _door.Engine.Opened);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_lists_all_commands(string option)
    {
        Assert.Equal(0, await _door.RunAsync(option));
        Assert.All(
            ["ask", "tokens", "models", "bench", "doctor", "CHAT_HOME", "CHAT_MODEL", "CHAT_NATIVE"],
            command => Assert.Contains($"  {command} ", _door.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Help_wins_over_mistakes()
    {
        Assert.Equal(0, await _door.RunAsync("bench", "--bogus", "--help"));
        Assert.Equal("", _door.Error);
    }

    [Fact]
    public async Task An_unexpected_failure_is_two_lines_without_a_trace()
    {
        _door.Engine.Backend.Before = (_, _) => throw new InvalidOperationException("boom\n   at Somewhere()");
        Assert.Equal(1, await _door.RunAsync("ask", "hi"));
        _door.AssertTwoLines("InvalidOperationException: boom");
    }

    [Fact]
    public async Task Control_codes_in_messages_do_not_reach_the_terminal()
    {
        _door.Engine.Failure = new ChatException(ChatErrorKind.NotFound, "No \u001b[31mmodel\n.", "Look\u0007 again.");
        Assert.Equal(3, await _door.RunAsync("ask", "hi"));
        Assert.DoesNotContain('\u001b', _door.Error);
        Assert.DoesNotContain('\u0007', _door.Error);
        Assert.Equal(3, _door.Error.Split('\n').Length);
    }

    public void Dispose() => _door.Dispose();
}
