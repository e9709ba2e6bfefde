using System.Text;
using System.Text.Json;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ChatCompletionChunkReaderTests
{
    private readonly ChatCompletionChunkReader _reader = new();

    [Fact]
    public void A_typical_chunk_is_read_whole()
    {
        const string Json = """
            {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"m","service_tier":"default","system_fingerprint":"fp",
             "choices":[{"index":1,"delta":{"role":"assistant","content":" a","refusal":"r","reasoning_content":"t",
             "tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{}"}}]},"logprobs":{"content":[],"refusal":null},"finish_reason":"stop","stop_reason":7}],
             "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},"obfuscation":"aBc","x_groq":{"id":"r"}}
            """;

        Wire.Same(Json, Wire.Write(Read(Json)));
    }

    [Fact]
    public void The_latencies_are_those_given()
    {
        // The second is read by the source-generated reader, for its escaped name.
        foreach (var json in (string[])["""{"choices":[]}""", """{"choices":[],"\u0069d":"i"}"""])
        {
            var chunk = _reader.Read(Encoding.UTF8.GetBytes(json), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

            Assert.Equal((1d, 2d), (chunk.ChunkLatency.TotalSeconds, chunk.TotalLatency.TotalSeconds));
        }
    }

    [Fact]
    public void What_repeats_is_shared_and_what_changes_is_read_anew()
    {
        const string Json =
            """{"id":"ID","object":"o","model":"M","service_tier":"flex","system_fingerprint":"F","choices":[{"delta":{"role":"assistant"},"finish_reason":"stop"}]}""";
        var (one, two) = (Read(Json), Read(Json));
        var other = Read(Json.Replace("ID", "DI", StringComparison.Ordinal));

        Assert.Same(one.Id, two.Id);
        Assert.Same(one.Model, two.Model);
        Assert.Same(one.Object, two.Object);
        Assert.Same(one.SystemFingerprint, two.SystemFingerprint);
        Assert.Same(one.ServiceTier!.Value.Value, two.ServiceTier!.Value.Value);
        Assert.Same(one.Choices[0].FinishReason!.Value.Value, two.Choices[0].FinishReason!.Value.Value);
        Assert.Same(one.DeltaMessage()!.Role!.Value.Value, two.DeltaMessage()!.Role!.Value.Value);
        Assert.Equal("DI", other.Id);
        Assert.Equal("ID", Read(Json).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}{}""")]
    [InlineData("""{"choices":[],}""")]
    [InlineData("""{"choices":[]""")]
    [InlineData("""{"choices":[],"id":5}""")]
    [InlineData("""{"choices":[{"index":"0"}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"\ud800"}}]}""")]
    public void What_is_no_chunk_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Theory]
    [InlineData("""{"metadata":{"a":1}}""")]
    [InlineData("""{"metadata":[]}""")]
    [InlineData("""{"metadata":{"a":null}}""")]
    [InlineData("""{"warnings":[{"code":1}]}""")]
    [InlineData("""{"warnings":"careful"}""")]
    [InlineData("""{"warnings":["a",null]}""")]
    [InlineData("""{"outcome":"splendid"}""")]
    [InlineData("""{"outcome":{"a":1},"x":2}""")]
    public void A_decorative_field_of_another_type_is_kept_and_costs_no_text(string fields)
    {
        var json =
            $$$"""{"id":"i","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}],{{{fields[1..^1]}}}}""";
        var chunk = Read(json);

        Assert.Equal("a", chunk.DeltaMessage()!.Content);
        Assert.Null(chunk.Metadata);
        Assert.Null(chunk.Warnings);
        Assert.Null(chunk.Outcome);
        Wire.Same(json, Wire.Write(chunk));
        Wire.Same(json, Wire.Write(Wire.Read<ChatCompletionChunk>(json)));
        Wire.Same(fields, JsonSerializer.Serialize(Chunks.Gather(chunk).ExtensionData));
    }

    [Fact]
    public void Choices_without_an_index_go_by_their_place()
    {
        foreach (var name in (string[])["id", "\\u0069d"])
        {
            var chunk = Read(
                $$"""{"{{name}}":"i","choices":[{"delta":{"content":"a"} },{"delta":{"content":"b"} },{"index":0,"delta":{"content":"c"} }]}"""
            );

            Assert.Equal([0, 1, 0], chunk.Choices.Select(choice => choice.Index));
            Assert.Equal(["ac", "b"], Chunks.Gather(chunk).Choices.Select(choice => choice.Message.Content!.Text));
        }
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Nesting_is_bounded(int lists, bool isRead)
    {
        var json = $$"""{"choices":[],"x":{{new string('[', lists)}}{{new string(']', lists)}}}""";

        if (isRead)
        {
            Wire.Same(
                json,
                Wire.Write(Read(json))
                    .Replace(
                        """ "id":"","object":"chat.completion.chunk","created":0,"model":"",""".Trim(),
                        "",
                        StringComparison.Ordinal
                    )
            );
        }
        else
        {
            Assert.Throws<JsonException>(() => Read(json));
        }
    }

    // The budget of a small chunk, read and gathered; measured on this thread, so that nothing beside it counts.
    [Fact]
    public void A_small_chunk_costs_512_bytes_at_most_read_and_gathered()
    {
        const int Count = 1000;
        var json = Enumerable.Range(0, Count).Select(SmallChunk).ToArray();
        Gather(json);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Gather(json);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count, 1, 512);
    }

    private static byte[] SmallChunk(int number) =>
        Encoding.UTF8.GetBytes(
            $$$"""{"id":"chatcmpl-BxYz0123456789abcdefgh","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4.1-mini-2025-04-14","service_tier":"default","system_fingerprint":"fp_0123456789","choices":[{"index":0,"delta":{"content":" token"},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"a{{{number % 10}}}BcDeFgHi"}"""
        );

    private static void Gather(byte[][] json)
    {
        var reader = new ChatCompletionChunkReader();
        var accumulator = new ChatCompletionAccumulator();
        foreach (var chunk in json)
        {
            accumulator.Add(reader.Read(chunk));
        }
    }

    private ChatCompletionChunk Read(string json) => _reader.Read(Encoding.UTF8.GetBytes(json));
}
