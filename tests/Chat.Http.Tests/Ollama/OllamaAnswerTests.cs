using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Http.Failures;
using Chat.Http.Ollama;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaAnswerTests
{
    private const string Whole =
        """{"model":"m","created_at":"2026-01-02T03:04:05Z","message":{"role":"assistant","content":"Good day"},"done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":2}""";

    [Theory]
    [InlineData(Whole)]
    [InlineData(
        """{"message":{"content":"Good"}}"""
            + "\n \n"
            + """{"message":{"content":" day"}}"""
            + "\n"
            + """{"message":{"content":""},"done":true,"prompt_eval_count":3,"eval_count":2}"""
            + "\n"
    )]
    [InlineData("""{"response":"Good day","done":true,"prompt_eval_count":3,"eval_count":2}""")]
    public void AnAnswer_IsReadWhole(string json)
    {
        var answer = OllamaAnswer.Read(Encoding.UTF8.GetBytes(json), Peers.Example);

        var choice = Assert.Single(answer.Choices);
        Assert.Equal("Good day", choice.Message.Content?.Text);
        Assert.Equal(FinishReason.Stop, choice.FinishReason);
        Assert.Equal(CompletionOutcome.Completed, answer.Outcome);
        Assert.Equal(5, answer.Usage!.TotalTokens);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"message":{"content":"Good""")]
    public void WhatIsNoLine_IsNoAnswer(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Theory]
    [InlineData("""{"message":{"content":"Good"},"done":false}""", ChatErrorKind.Incomplete)]
    [InlineData("""{"message":{"content":"Good"}} {"message":{""", ChatErrorKind.Incomplete)]
    [InlineData("""{"message":{"content":"Good"}} 7""", ChatErrorKind.Incomplete)]
    [InlineData("""{"message":{"content":"Good"}} {"error":"broken"}""", ChatErrorKind.EngineCrashed)]
    [InlineData("""{"message":{"content":"Good"}} {"error":"broken","done":true}""", ChatErrorKind.EngineCrashed)]
    public void WhatEndsTooEarly_IsAFailureWithWhatCame(string json, ChatErrorKind kind)
    {
        var failure = Assert.Throws<ServerFailureException>(() => Read(json));

        Assert.Equal(kind, failure.Failure.Kind);
        Assert.Equal("Good", failure.Failure.Partial!.AssistantMessage()!.Content!.Text);
        Assert.False(failure.Advice.ShouldRetry);
    }

    [Fact]
    public void WhatWasCut_MayPass()
    {
        var json = """{"message":{"content":"Good"}}"""u8;

        Assert.Equal(CompletionOutcome.Incomplete, OllamaAnswer.Read(json, Peers.Example, isCut: true).Outcome);
    }

    private static ChatCompletion Read(string json) => OllamaAnswer.Read(Encoding.UTF8.GetBytes(json), Peers.Example);
}
