using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Chat.Core.Json;

namespace Chat.Core.Streaming;

/// <summary>
/// Reads the chunks of one stream, about as fast as JSON can be read. What repeats from chunk to chunk is shared between them. The
/// outcome is that of <see cref="ChatJsonContext"/>: the same fields, the same unknown fields, the same errors. One instance reads one
/// stream; not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// The common shape is read by hand. Whatever stands out from it (a wrong type, a broken document, an escaped field name) is read anew by
/// the source-generated reader, whose word then holds.
/// </remarks>
public sealed class ChatCompletionChunkReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly RepeatedText _id = new();
    private readonly RepeatedText _object = new();
    private readonly RepeatedText _model = new();
    private readonly RepeatedText _fingerprint = new();
    private readonly RepeatedText _serviceTier = new();
    private readonly ChunkChoiceReader _choices = new();

    /// <summary>Reads a chunk.</summary>
    /// <param name="utf8Json">The JSON of one chunk, without a byte order mark.</param>
    /// <param name="chunkLatency">From the chunk before, or on the first one from the request, to this chunk.</param>
    /// <param name="totalLatency">From the request to this chunk.</param>
    /// <exception cref="JsonException">The bytes are no chunk, or nested deeper than 64 levels.</exception>
    public ChatCompletionChunk Read(
        ReadOnlySpan<byte> utf8Json,
        TimeSpan chunkLatency = default,
        TimeSpan totalLatency = default
    )
    {
        var reader = new Utf8JsonReader(utf8Json, Options);
        try
        {
            if (TryRead(ref reader, chunkLatency, totalLatency, out var chunk) && !reader.Read())
            {
                return chunk;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The source-generated reader says below what is wrong with it, and where.
        }

        return JsonSerializer.Deserialize(utf8Json, ChatJsonContext.Default.ChatCompletionChunk) is { } whole
            ? whole with
            {
                ChunkLatency = chunkLatency,
                TotalLatency = totalLatency,
            }
            : throw new JsonException("a chunk is an object, not null");
    }

    private bool TryRead(
        ref Utf8JsonReader reader,
        TimeSpan chunkLatency,
        TimeSpan totalLatency,
        [NotNullWhen(true)] out ChatCompletionChunk? chunk
    )
    {
        chunk = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var fields = new ChunkFields();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped || !TryReadField(ref reader, ref fields))
            {
                return false;
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || !fields.HasChoices)
        {
            return false;
        }

        chunk = fields.ToChunk(chunkLatency, totalLatency);
        return true;
    }

    private bool TryReadField(ref Utf8JsonReader reader, ref ChunkFields fields)
    {
        var name = reader.ValueSpan;
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8):
                return TokenReads.TryText(ref reader, _id, out fields.Id);
            case 5 when name.SequenceEqual("model"u8):
                return TokenReads.TryText(ref reader, _model, out fields.Model);
            case 5 when name.SequenceEqual("usage"u8):
                return TokenReads.TryObject(ref reader, ChatJsonContext.Default.Usage, out fields.Usage);
            case 6 when name.SequenceEqual("object"u8):
                return TokenReads.TryText(ref reader, _object, out fields.Object);
            case 7 when name.SequenceEqual("choices"u8):
                fields.HasChoices = true;
                return reader.Read() && _choices.TryReadList(ref reader, out fields.Choices);
            case 7 when name.SequenceEqual("created"u8):
                return reader.Read() && TokenReads.TrySeconds(ref reader, out fields.Created);
            case 7 when name.SequenceEqual("timings"u8):
                return TokenReads.TryObject(ref reader, ChatJsonContext.Default.CompletionTimings, out fields.Timings);
            case 7 when name.SequenceEqual("outcome"u8):
            case 8 when name.SequenceEqual("warnings"u8) || name.SequenceEqual("metadata"u8):
                // On few chunks if on any: the generated reader knows what to do with those of another type.
                return false;
            case 10 when name.SequenceEqual("moderation"u8):
                return TokenReads.TryObject(
                    ref reader,
                    ChatJsonContext.Default.ModerationReport,
                    out fields.Moderation
                );
            case 11 when name.SequenceEqual("obfuscation"u8):
                return TokenReads.TryText(ref reader, null, out fields.Obfuscation);
            case 12 when name.SequenceEqual("service_tier"u8):
                return TokenReads.TryText(ref reader, _serviceTier, out fields.ServiceTier);
            case 18 when name.SequenceEqual("system_fingerprint"u8):
                return TokenReads.TryText(ref reader, _fingerprint, out fields.SystemFingerprint);
            default:
                return TokenReads.TryKeep(ref reader, ref fields.Extras);
        }
    }
}
