using System.Text;
using System.Text.Json;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ChatCompletionChunkReaderPropertyTests
{
    private const string Refused = "refused";

    [Fact]
    public void Any_chunk_reads_as_the_source_generated_reader_reads_it()
    {
        var reader = new ChatCompletionChunkReader();
        var read = 0;
        for (var seed = 0; seed < 8_000; seed++)
        {
            var json = Encoding.UTF8.GetBytes(new AnyChunkJson(seed).Make());
            read += Same(reader, json, seed) ? 1 : 0;
        }

        // Most of them are good, and many are not: the comparison has seen both.
        Assert.InRange(read, 2_500, 7_500);
    }

    [Fact]
    public void Any_broken_chunk_is_read_or_refused_alike()
    {
        var reader = new ChatCompletionChunkReader();
        var read = 0;
        for (var seed = 0; seed < 8_000; seed++)
        {
            var random = new Random(seed);
            var json = Encoding.UTF8.GetBytes(new AnyChunkJson(seed / 10).Make());
            read += Same(reader, Mutate(json, random), seed) ? 1 : 0;
        }

        Assert.InRange(read, 300, 6_000);
    }

    private static byte[] Mutate(byte[] json, Random random)
    {
        var bytes = json.ToList();
        for (var left = random.Next(1, 4); left > 0 && bytes.Count > 0; left--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveAt(place);
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.Insert(place, "{}[]\",:\\0 nt"u8[random.Next(12)]);
                    break;
                case 3:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                default:
                    bytes.InsertRange(place, bytes.Slice(0, random.Next(Math.Min(20, bytes.Count))));
                    break;
            }
        }

        return [.. bytes];
    }

    private static bool Same(ChatCompletionChunkReader reader, byte[] json, int seed)
    {
        var expected = Read(() => JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletionChunk));
        var actual = Read(() => reader.Read(json));
        Assert.True(
            string.Equals(expected, actual, StringComparison.Ordinal),
            $"seed {seed}: {Encoding.UTF8.GetString(json)}\nexpected {expected}\nactual   {actual}"
        );
        return !string.Equals(expected, Refused, StringComparison.Ordinal);
    }

    private static string Read(Func<ChatCompletionChunk?> read)
    {
        ChatCompletionChunk? chunk;
        try
        {
            chunk = read();
        }
        catch (JsonException)
        {
            return Refused;
        }

        if (chunk is null)
        {
            return Refused;
        }

        try
        {
            return Wire.Write(chunk);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // Extension data may hold what cannot be written again, such as half a surrogate pair.
            return $"{error.GetType().Name} {chunk.Id} {chunk.Model} {chunk.Choices.Count} {chunk.ExtensionData?.Count}";
        }
    }
}
