using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Http.Ollama;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaChunksTests
{
    [Fact]
    public void IdTimeAndModel_AreThoseOfTheFirstLine()
    {
        var chunks = Read(
            """{"model":"m","created_at":"2026-01-02T03:04:05.1Z","response":"a"}""",
            """{"model":"","created_at":"2026-01-02T03:04:09.1Z","response":"b"}"""
        );

        Assert.StartsWith("ollama-", chunks[0].Id);
        Assert.All(
            chunks,
            chunk => Assert.Equal((chunks[0].Id, 1767323045L, "m"), (chunk.Id, chunk.Created, chunk.Model))
        );
        Assert.NotEqual(
            chunks[0].Id,
            Read("""{"model":"m","created_at":"2026-01-02T03:04:05.2Z","response":"a"}""")[0].Id
        );
    }

    [Theory]
    [InlineData("""{"message":{"role":"assistant","content":"","thinking":"hm"}}""")]
    [InlineData("""{"response":"","thinking":"hm"}""")]
    public void Thinking_IsReasoningAndKeepsItsName(string line)
    {
        var delta = Read(line)[0].Choices[0].Delta;

        Assert.Equal("hm", delta.Reasoning);
        var json = JsonSerializer.SerializeToElement(delta, ChatJsonContext.Default.ChatDelta);
        Assert.Equal("hm", json.GetProperty("thinking").GetString());
        Assert.False(json.TryGetProperty("reasoning", out _));
    }

    [Fact]
    public void ToolCalls_GetIndexesAndIdsOfTheirOwnOverTheWholeStream()
    {
        var chunks = Read(
            """{"message":{"content":"","tool_calls":[{"function":{"index":0,"name":"a","arguments":{"x":[1, 2]}}},{"id":"same","function":{"name":"b","arguments":{}}}]}}""",
            """{"message":{"content":"","tool_calls":[{"id":"same","function":{"index":0,"name":"c","arguments":{}}},{"id":"","function":{"name":"d","arguments":{}}}]}}"""
        );

        var calls = chunks.SelectMany(chunk => chunk.Choices[0].Delta.ToolCalls!).ToList();
        Assert.Equal([0, 1, 2, 3], calls.Select(call => call.Index!.Value));
        Assert.Equal(4, calls.Select(call => call.Id).Distinct().Count());
        Assert.Equal("same", calls[1].Id);
        Assert.Equal(["a", "b", "c", "d"], calls.Select(call => call.Function!.Name));
        Assert.Equal("""{"x":[1, 2]}""", calls[0].Function!.Arguments);
        Assert.All(calls, call => Assert.Equal("function", call.Type));
        Assert.True(calls[0].Function!.ExtensionData!.ContainsKey("index"));
    }

    [Fact]
    public void TheLastLine_BringsReasonUsageTimingsAndTheRest()
    {
        var chunk = Read(
            """
            {"model":"m","response":"","done":true,"done_reason":"length","total_duration":9000000,"load_duration":1500000,"prompt_eval_count":5,
             "prompt_eval_duration":2000000,"eval_count":2,"eval_duration":500000,"context":[1,2],"remote_model":"far","remote_host":"h"}
            """
        )[0];

        Assert.Equal(FinishReason.Length, chunk.Choices[0].FinishReason);
        Assert.Equal((5, 2, 7), (chunk.Usage!.PromptTokens, chunk.Usage.CompletionTokens, chunk.Usage.TotalTokens));
        var timings = chunk.Timings!;
        Assert.Equal(
            (5, 2.0, 2, 0.5),
            (timings.PromptTokens, timings.PromptMilliseconds, timings.PredictedTokens, timings.PredictedMilliseconds)
        );
        Assert.Equal(1.5, timings.LoadMilliseconds);
        Assert.Equal(["total_duration", "context", "remote_model", "remote_host"], chunk.ExtensionData!.Keys);
    }

    [Theory]
    [InlineData("""{"done":true}""", "stop")]
    [InlineData("""{"done":true,"done_reason":""}""", "stop")]
    [InlineData("""{"done":true,"done_reason":"unload"}""", "unload")]
    [InlineData("""{"done":false,"done_reason":"stop"}""", null)]
    public void TheFinishReason_IsTheServersWord(string line, string? reason)
    {
        Assert.Equal(reason, Read(line)[0].Choices[0].FinishReason?.Value);
        Assert.Null(Read(line)[0].Usage);
        Assert.Null(Read(line)[0].Timings);
    }

    [Fact]
    public void Logprobs_BelongToTheContent()
    {
        var choice = Read(
            """{"response":"a","logprobs":[{"token":"a","logprob":-0.5,"bytes":[97],"top_logprobs":[{"token":"b","logprob":-1}]}]}"""
        )[0].Choices[0];

        var token = Assert.Single(choice.Logprobs!.Content!);
        Assert.Equal(("a", -0.5, "b"), (token.Token, token.Logprob, token.TopLogprobs![0].Token));
    }

    private static List<ChatCompletionChunk> Read(params string[] lines)
    {
        var chunks = new OllamaChunks();
        return
        [
            .. lines
                .Select(line => Encoding.UTF8.GetBytes(line))
                .Select(line => chunks.Next(OllamaLineReader.Read(line), line)),
        ];
    }
}
