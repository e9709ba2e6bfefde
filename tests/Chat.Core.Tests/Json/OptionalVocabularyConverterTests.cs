using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Tests.Json;

public sealed class OptionalVocabularyConverterTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \\n\"")]
    [InlineData("null")]
    public void An_empty_word_is_none(string json)
    {
        Assert.Null(ReadChunk(json, "{}").FinishReason);
        Assert.Null(ReadChunk("null", $$"""{"role":{{json}},"content":"x"}""").Delta.Role);
        Assert.Null(ReadChoice(json).FinishReason);
    }

    [Fact]
    public void A_word_known_or_not_survives()
    {
        Assert.Equal(FinishReason.Length, ReadChunk("\"length\"", "{}").FinishReason);
        Assert.Equal(new FinishReason("abort"), ReadChoice("\"abort\"").FinishReason);
        Assert.Equal(ChatRole.Assistant, ReadChunk("null", """{"role":"assistant"}""").Delta.Role);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_no_word_is_refused(string json) => Assert.Throws<JsonException>(() => ReadChunk(json, "{}"));

    [Fact]
    public void A_stream_with_empty_words_is_gathered_as_if_they_were_not_there()
    {
        var gathered = new ChatCompletionAccumulator();
        foreach (
            var (reason, delta) in new[]
            {
                ("\"\"", """{"role":"","content":"Yes"}"""),
                ("\"stop\"", """{"role":"assistant","content":"."}"""),
                ("\"\"", "{}"),
            }
        )
        {
            gathered.Add(Parse(reason, delta));
        }

        var choice = gathered.ToCompletion().Choices[0];
        Assert.Equal("Yes.", choice.Message.Content!.Text);
        Assert.Equal(ChatRole.Assistant, choice.Message.Role);
        Assert.Equal(FinishReason.Stop, choice.FinishReason);
    }

    [Fact]
    public void None_is_written_where_the_specification_asks_for_it()
    {
        var json = ChatJson.Write(Parse("\"\"", """{"role":""}"""));

        Assert.Contains("\"finish_reason\":null", json, StringComparison.Ordinal);
        Assert.Contains("\"delta\":{}", json, StringComparison.Ordinal);
    }

    private static ChunkChoice ReadChunk(string reason, string delta) => Parse(reason, delta).Choices[0];

    private static ChatCompletionChunk Parse(string reason, string delta) =>
        JsonSerializer.Deserialize(
            $$"""{"id":"1","created":1,"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{reason}}}]}""",
            ChatJsonContext.Default.ChatCompletionChunk
        )!;

    private static ChatChoice ReadChoice(string reason) =>
        JsonSerializer
            .Deserialize(
                $$"""
                {"id":"1","created":1,"model":"m",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"x"},"finish_reason":{{reason}}}]}
                """,
                ChatJsonContext.Default.ChatCompletion
            )!
            .Choices[0];
}
