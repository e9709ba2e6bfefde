using System.Text.Json;
using Chat.Core.Json;

namespace Chat.Core.Streaming;

/// <summary>Reads the deltas of chunks, for <see cref="ChatCompletionChunkReader"/>.</summary>
internal sealed class ChatDeltaReader
{
    private readonly RepeatedText _role = new();

    /// <summary>Reads <c>delta</c>; false for what is not of the common shape.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="delta">The delta; null for null.</param>
    public bool TryRead(ref Utf8JsonReader reader, out ChatDelta? delta)
    {
        delta = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        var fields = new DeltaFields();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped || !TryReadField(ref reader, ref fields))
            {
                return false;
            }
        }

        delta = fields.ToDelta();
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private bool TryReadField(ref Utf8JsonReader reader, ref DeltaFields fields)
    {
        var name = reader.ValueSpan;
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("role"u8):
                return TokenReads.TryText(ref reader, _role, out fields.Role);
            case 5 when name.SequenceEqual("audio"u8):
                return TokenReads.TryObject(ref reader, ChatJsonContext.Default.AudioMessage, out fields.Audio);
            case 7 when name.SequenceEqual("content"u8):
                return TryContent(ref reader, ref fields);
            case 7 when name.SequenceEqual("refusal"u8):
                return TokenReads.TryText(ref reader, null, out fields.Refusal);
            case 8 when name.SequenceEqual("thinking"u8):
                return TokenReads.TryText(ref reader, null, out fields.Thinking);
            case 9 when name.SequenceEqual("reasoning"u8):
                return TokenReads.TryText(ref reader, null, out fields.Reasoning);
            case 10 when name.SequenceEqual("tool_calls"u8):
                return TokenReads.TryObject(
                    ref reader,
                    ChatJsonContext.Default.IReadOnlyListToolCallDelta,
                    out fields.ToolCalls
                );
            case 11 when name.SequenceEqual("annotations"u8):
                return TokenReads.TryObject(
                    ref reader,
                    ChatJsonContext.Default.IReadOnlyListAnnotation,
                    out fields.Annotations
                );
            case 13 when name.SequenceEqual("function_call"u8):
                return TokenReads.TryObject(ref reader, ChatJsonContext.Default.FunctionCall, out fields.FunctionCall);
            case 14 when name.SequenceEqual("function_calls"u8):
                return TokenReads.TryObject(
                    ref reader,
                    ChatJsonContext.Default.IReadOnlyListToolCallDelta,
                    out fields.FunctionCalls
                );
            case 17 when name.SequenceEqual("reasoning_content"u8):
                return TokenReads.TryText(ref reader, null, out fields.ReasoningContent);
            default:
                return TokenReads.TryKeep(ref reader, ref fields.Extras);
        }
    }

    private static bool TryContent(ref Utf8JsonReader reader, ref DeltaFields fields)
    {
        fields.Content = null;
        fields.ContentParts = null;
        if (!reader.Read())
        {
            return false;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                fields.Content = reader.GetString();
                return true;
            case JsonTokenType.StartArray:
                fields.ContentParts = JsonSerializer
                    .Deserialize(ref reader, ChatJsonContext.Default.MessageContent)
                    ?.Parts;
                return true;
            default:
                return reader.TokenType == JsonTokenType.Null;
        }
    }
}
