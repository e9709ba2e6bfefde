using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ChatCompletionChunkTests
{
    [Fact]
    public void The_smallest_chunk_has_the_fields_of_the_specification_and_no_others() =>
        Assert.Equal(
            """{"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}""",
            Wire.Write(Chunks.Text("a"))
        );

    [Fact]
    public void The_last_chunk_may_hold_usage_timings_and_warnings() =>
        Wire.Same(
            """
            {"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":[],
             "usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0},"system_fingerprint":"fp",
             "timings":{"cache_n":0,"prompt_n":0,"prompt_ms":0,"prompt_per_second":0,"predicted_n":0,"predicted_ms":0,"predicted_per_second":0},
             "warnings":["w"]}
            """,
            Wire.Write(
                Chunks.Of() with
                {
                    Usage = new Usage(),
                    SystemFingerprint = "fp",
                    Timings = new CompletionTimings(),
                    Warnings = ["w"],
                }
            )
        );

    [Fact]
    public void Unknown_fields_survive() =>
        Wire.Survives<ChatCompletionChunk>(
            """
            {"id":"","object":"chat.completion.chunk","created":0,"model":"","choices":[],
             "prompt_filter_results":[{"prompt_index":0}],"x_groq":{"id":"r"},"citations":null}
            """
        );

    [Theory]
    [InlineData("""{"id":"c","model":"m","choices":[]}""")]
    [InlineData("""{"id":"c","model":"m","choices":[],"object":null,"usage":null}""")]
    public void An_object_word_that_a_server_leaves_out_is_supplied(string json) =>
        Assert.Equal("chat.completion.chunk", Wire.Read<ChatCompletionChunk>(json).Object);

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"id":null,"object":null,"created":null,"model":null,"choices":null}""")]
    [InlineData("""{"created":"2026-01-01","choices":[]}""")]
    public void What_a_server_leaves_out_or_null_reads_as_nothing(string json)
    {
        var chunk = Wire.Read<ChatCompletionChunk>(json);

        Assert.Equal(("", "", 0L), (chunk.Id, chunk.Model, chunk.Created));
        Assert.Empty(chunk.Choices);
    }

    [Theory]
    [InlineData("""{"id":"c","model":"m"}""")]
    [InlineData("""{"id":"c","model":"m","choices":{}}""")]
    [InlineData("""{"id":5,"model":"m","choices":[]}""")]
    [InlineData("""{"error":{"message":"no"}}""")]
    public void What_is_no_chunk_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatCompletionChunk>(json));

    [Fact]
    public void The_delta_message_is_that_of_the_first_choice()
    {
        var first = new ChatDelta { Content = "a" };

        Assert.Same(first, Chunks.Of(Chunks.Share(first), Chunks.Share(new ChatDelta(), 1)).DeltaMessage());
        Assert.Null(Chunks.Of().DeltaMessage());
    }
}
