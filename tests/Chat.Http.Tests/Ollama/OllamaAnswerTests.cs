using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
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
        var answer = OllamaAnswer.Read(Encoding.UTF8.GetBytes(json));

        var choice = Assert.Single(answer.Choices);
        Assert.Equal("Good day", choice.Message.Content?.Text);
        Assert.Equal(FinishReason.Stop, choice.FinishReason);
        Assert.Equal(CompletionOutcome.Completed, answer.Outcome);
        Assert.Equal(5, answer.Usage!.TotalTokens);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"message":{"content":"Good"},"done":false}""")]
    [InlineData("""{"message":{"content":"Good"}} {"error":"broken"}""")]
    [InlineData("""{"message":{"content":"Good"}} {"error":"broken","done":true}""")]
    public void WhatIsNotDone_IsNoAnswer(string json)
    {
        Assert.ThrowsAny<JsonException>(() => OllamaAnswer.Read(Encoding.UTF8.GetBytes(json)));
    }
}
