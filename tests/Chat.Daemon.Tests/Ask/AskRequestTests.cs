using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskRequestTests : IDisposable
{
    private readonly Door _door = new();

    [Theory]
    [InlineData("--max-tokens", "0", "--max-tokens is 0.")]
    [InlineData("--temperature", "3", "--temperature is 3.")]
    [InlineData("--top-p", "2", "--top-p is 2.")]
    [InlineData("--top-k", "-1", "--top-k is -1.")]
    [InlineData("--min-p", "2", "--min-p is 2.")]
    [InlineData("--typical-p", "0", "--typical-p is 0.")]
    [InlineData("--repeat-penalty", "0", "--repeat-penalty is 0.")]
    [InlineData("--repeat-last-n", "-2", "--repeat-last-n is -2.")]
    [InlineData("--frequency-penalty", "3", "--frequency-penalty is 3.")]
    [InlineData("--presence-penalty", "3", "--presence-penalty is 3.")]
    [InlineData("--logit-bias", "5=101", "--logit-bias[5] is 101.")]
    [InlineData("--n", "0", "--n is 0.")]
    [InlineData("-n", "129", "--n is 129.")]
    [InlineData("--stop", "", "--stop holds an empty or overlong string.")]
    [InlineData("--top-logprobs", "21", "--top-logprobs is 21.")]
    public async Task A_wrong_value_is_told_by_its_option(string option, string value, string what)
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", option, value));
        Assert.StartsWith($"error: {what}\n", _door.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("temperature")]
    [InlineData("top_p")]
    [InlineData("n")]
    public async Task What_was_typed_is_told_as_it_was_typed(string key)
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", "--logit-bias", $"{key}=1"));
        _door.AssertTwoLines($"--logit-bias has the key \"{key}\".");
    }

    [Fact]
    public async Task Likeliest_tokens_without_log_probabilities_are_told_with_the_option_that_is_missing()
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", "--top-logprobs", "2"));
        Assert.Equal(
            "error: --top-logprobs is set without --logprobs.\n  Give --logprobs too, or leave --top-logprobs out.\n",
            _door.Error
        );
    }

    [Fact]
    public async Task The_span_of_the_penalties_reaches_the_request()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "hi", "--repeat-last-n", "-1"));
        Assert.Equal(-1, _door.Engine.Backend.Request!.RepeatLastN);
    }

    [Fact]
    public async Task A_grammar_may_stand_in_the_option_itself()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "hi", "--grammar", "root ::= [0-9]+"));
        Assert.Equal("root ::= [0-9]+", _door.Engine.Backend.Request!.Grammar);
    }

    [Fact]
    public async Task A_grammar_may_be_a_file()
    {
        using var home = new HomeDoor();

        Assert.Equal(0, await home.RunAsync("ask", "hi", "--grammar", home.Write("digits.gbnf", "root ::= [0-9]\n")));
        Assert.Equal("root ::= [0-9]\n", home.Door.Engine.Backend.Request!.Grammar);
    }

    [Fact]
    public async Task A_grammar_that_is_not_there_is_told()
    {
        Assert.Equal(3, await _door.RunAsync("ask", "hi", "--grammar", "nowhere.gbnf"));
        Assert.StartsWith("error: --grammar: there is no file nowhere.gbnf.", _door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_to_answer_reaches_the_request()
    {
        Assert.Equal(
            0,
            await _door.RunAsync([
                "ask",
                "hi",
                "--reasoning-effort",
                "low",
                "--verbosity",
                "high",
                "--template-kwargs",
                """{"a":1}""",
            ])
        );

        var request = _door.Engine.Backend.Request!;
        Assert.Equal(("low", "high"), (request.ReasoningEffort?.Value, request.Verbosity?.Value));
        Assert.Equal("""{"a":1}""", request.ChatTemplateKwargs?.GetRawText());
    }

    [Theory]
    [InlineData("[1]", "--template-kwargs holds no JSON object.")]
    [InlineData("{", "--template-kwargs is not JSON (line 1).")]
    public async Task Template_variables_are_an_object(string value, string what)
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", "--template-kwargs", value));
        Assert.StartsWith($"error: {what}\n", _door.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _door.Dispose();
}
