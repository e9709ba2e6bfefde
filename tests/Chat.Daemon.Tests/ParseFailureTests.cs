using System.CommandLine;
using Chat.Core.Errors;

namespace Chat.Daemon.Tests;

public sealed class ParseFailureTests
{
    private static readonly RootCommand Root = new()
    {
        new Command("show") { NewOption.Text("--name", "X", "A name.", "-n"), NewOption.Flag("--json", "JSON.") },
        new Command("list"),
    };

    [Theory]
    [InlineData("lst", "There is no command lst.", "Did you mean list?")]
    [InlineData("elephant", "There is no command elephant.", "Run chatd --help for the commands.")]
    [InlineData("show x", "\"x\" is one word too many.", "Run chatd show --help for its options.")]
    [InlineData("show --nam x", "There is no option --nam.", "Did you mean --name?")]
    [InlineData("show --elephant", "There is no option --elephant.", "Run chatd show --help for its options.")]
    public void A_word_that_is_not_known_is_named(string line, string what, string advice)
    {
        var error = ParseFailure.Describe(Root.Parse(line.Split(' ')));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(what, error.Message);
        Assert.Equal(advice, error.Advice);
    }

    [Fact]
    public void An_option_without_its_value_is_named()
    {
        var error = ParseFailure.Describe(Root.Parse(["show", "--name"]));
        Assert.Contains("--name", error.Message, StringComparison.Ordinal);
        Assert.Equal("Run chatd show --help for its options.", error.Advice);
    }

    [Theory]
    [InlineData("show --json=no")]
    [InlineData("show --json:")]
    [InlineData("show --name x --json=true")]
    public void A_switch_with_a_value_is_refused(string line)
    {
        var arguments = line.Split(' ');
        var error = Assert.Throws<ChatException>(() =>
            ParseFailure.RefuseSwitchValues(arguments, Root.Parse(arguments))
        );
        Assert.Equal("--json takes no value.", error.Message);
    }

    [Theory]
    [InlineData("show --name=no")]
    [InlineData("show --json")]
    [InlineData("show --jsonish=no")]
    [InlineData("show -- --json=no")]
    [InlineData("list --json=no")]
    public void Everything_else_is_left_to_the_parser(string line)
    {
        var arguments = line.Split(' ');
        ParseFailure.RefuseSwitchValues(arguments, Root.Parse(arguments));
    }

    [Fact]
    public void Options_are_known_by_all_their_names() =>
        Assert.Equal(["--name", "-n", "--json"], ParseFailure.OptionNames(Root.Subcommands[0]));
}
