using System.CommandLine;
using Chat.Core.Errors;

namespace Chat.Daemon.Tests;

public sealed class PromptWordsTests
{
    private static readonly Argument<string[]> Prompt = new("prompt") { Arity = ArgumentArity.ZeroOrMore };

    private static readonly Command Command = new("test") { Prompt, NewOption.Text("--temperature", "X", "A number.") };

    [Theory]
    [InlineData("--temprature", "Did you mean --temperature?")]
    [InlineData("--elephant", "Run chatd test --help for its options")]
    [InlineData("--elephant=3", "Run chatd test --help for its options")]
    [InlineData("-y", "Run chatd test --help for its options")]
    public void A_word_like_an_option_is_refused(string word, string advice)
    {
        var error = Assert.Throws<ChatException>(() => Check("hi", word));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal($"There is no option {word}.", error.Message);
        Assert.StartsWith(advice, error.Advice, StringComparison.Ordinal);
        Assert.Contains("Put -- before", error.Advice, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("-")]
    [InlineData("---")]
    [InlineData("- a list")]
    [InlineData("--what is this?")]
    [InlineData("---rule")]
    [InlineData("a--b")]
    [InlineData("-é")]
    [InlineData("")]
    public void Other_words_are_prompt(string word) => Check("hi", word);

    [Fact]
    public void After_two_dashes_every_word_is_prompt()
    {
        Check("hi", "--", "--elephant", "-x");
        Assert.Throws<ChatException>(() => Check("--elephant", "--", "hi"));
    }

    private static void Check(params string[] arguments) =>
        PromptWords.Check(Command.Parse(arguments), Command, Prompt);
}
