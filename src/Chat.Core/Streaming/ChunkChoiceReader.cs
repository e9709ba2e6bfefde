using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;

namespace Chat.Core.Streaming;

/// <summary>Reads the choices of chunks, for <see cref="ChatCompletionChunkReader"/>. Each method gives false for what is not of the common shape.</summary>
internal sealed class ChunkChoiceReader
{
    private readonly RepeatedText _finishReason = new();
    private readonly ChatDeltaReader _delta = new();

    /// <summary>Reads <c>choices</c>.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="choices">The choices; null for null.</param>
    public bool TryReadList(ref Utf8JsonReader reader, out IReadOnlyList<ChunkChoice>? choices)
    {
        choices = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        ChunkChoice? only = null;
        List<ChunkChoice>? several = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (!TryRead(ref reader, out var choice))
            {
                return false;
            }

            if (only is null)
            {
                only = choice;
            }
            else
            {
                (several ??= [only]).Add(choice);
            }
        }

        choices =
            several is not null ? several
            : only is not null ? new ChunkChoice[] { only }
            : [];
        return reader.TokenType == JsonTokenType.EndArray;
    }

    private bool TryRead(ref Utf8JsonReader reader, out ChunkChoice choice)
    {
        int? index = null;
        ChatDelta? delta = null;
        ChoiceLogprobs? logprobs = null;
        string? finishReason = null;
        Dictionary<string, JsonElement>? extras = null;
        choice = null!;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped)
            {
                return false;
            }

            var name = reader.ValueSpan;
            var isRead =
                name.SequenceEqual("index"u8) ? TryIndex(ref reader, out index)
                : name.SequenceEqual("delta"u8) ? reader.Read() && _delta.TryRead(ref reader, out delta)
                : name.SequenceEqual("logprobs"u8)
                    ? TokenReads.TryObject(ref reader, ChatJsonContext.Default.ChoiceLogprobs, out logprobs)
                : name.SequenceEqual("finish_reason"u8)
                    ? TokenReads.TryText(ref reader, _finishReason, out finishReason)
                : TokenReads.TryKeep(ref reader, ref extras);
            if (!isRead)
            {
                return false;
            }
        }

        choice = new ChunkChoice
        {
            IndexField = index,
            Delta = delta,
            Logprobs = logprobs,
            FinishReason = string.IsNullOrWhiteSpace(finishReason) ? null : new FinishReason(finishReason),
            ExtensionData = extras,
        };
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryIndex(ref Utf8JsonReader reader, out int? index)
    {
        index = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var number))
        {
            return false;
        }

        index = number;
        return true;
    }
}
