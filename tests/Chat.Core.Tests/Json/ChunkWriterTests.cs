using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Json;

public sealed class ChunkWriterTests
{
    [Fact]
    public void A_chunk_with_every_field_is_written_as_the_source_generated_json_writes_it() =>
        Assert.True(Same(Wire.Read<ChatCompletionChunk>(EveryField.Chunk)));

    [Fact]
    public void A_plain_chunk_is_written_to_the_letter() =>
        Assert.Equal(
            """{"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":[{"index":1,"delta":{"content":"a"},"finish_reason":null}]}""",
            Written(Chunks.Text("a", 1))
        );

    [Fact]
    public void Any_chunk_is_written_as_the_source_generated_json_writes_it()
    {
        var written = 0;
        for (var seed = 0; seed < 4_000; seed++)
        {
            ChatCompletionChunk chunk;
            try
            {
                chunk = Wire.Read<ChatCompletionChunk>(new AnyChunkJson(seed).Make());
            }
            catch (JsonException)
            {
                continue;
            }

            written += Same(chunk) ? 1 : 0;
        }

        Assert.InRange(written, 1_000, 3_900);
    }

    // False where neither can write it: extension data may hold half a surrogate pair.
    private static bool Same(ChatCompletionChunk chunk)
    {
        string expected;
        try
        {
            expected = Wire.Write(chunk);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            Assert.Throws<JsonException>(() => Written(chunk));
            return false;
        }

        Wire.Same(expected, Written(chunk));
        return true;
    }

    private static string Written(ChatCompletionChunk chunk)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            ChatJson.WriteTo(writer, chunk);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
