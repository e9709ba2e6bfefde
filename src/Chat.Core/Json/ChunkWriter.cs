using System.Text.Json;
using Chat.Core.Streaming;

namespace Chat.Core.Json;

/// <summary>Writes a chunk by hand, with the outcome of <see cref="ChatJsonContext"/>, for the reason that <see cref="RequestWriter"/> has, and as there is one for every token.</summary>
internal static class ChunkWriter
{
    /// <summary>Writes a chunk.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="JsonException">Extension data hold what is no text.</exception>
    public static void Write(Utf8JsonWriter writer, ChatCompletionChunk chunk)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, chunk.Id);
        writer.WriteString("object"u8, chunk.Object);
        writer.WriteNumber("created"u8, chunk.Created);
        writer.WriteString("model"u8, chunk.Model);
        writer.WriteStartArray("choices"u8);
        foreach (var choice in chunk.Choices)
        {
            Write(writer, choice);
        }

        writer.WriteEndArray();
        writer.Field("usage"u8, chunk.Usage, static json => json.Usage);
        writer.Field("service_tier"u8, chunk.ServiceTier?.Value);
        writer.Field("system_fingerprint"u8, chunk.SystemFingerprint);
        writer.Field("timings"u8, chunk.Timings, static json => json.CompletionTimings);
        writer.Field("warnings"u8, chunk.Warnings, static json => json.IReadOnlyListString);
        writer.Field("outcome"u8, chunk.Outcome, static json => json.CompletionOutcome);
        writer.Field("metadata"u8, chunk.Metadata, static json => json.IReadOnlyDictionaryStringString);
        writer.Field("moderation"u8, chunk.Moderation, static json => json.ModerationReport);
        writer.Field("obfuscation"u8, chunk.Obfuscation);
        writer.Extras(chunk.ExtensionData);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ChunkChoice choice)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, choice.Index);
        writer.WritePropertyName("delta"u8);
        Write(writer, choice.Delta);
        writer.Field("logprobs"u8, choice.Logprobs, static json => json.ChoiceLogprobs);
        // Null too: it says that the choice goes on.
        writer.WriteString("finish_reason"u8, choice.FinishReason?.Value);
        writer.Extras(choice.ExtensionData);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ChatDelta delta)
    {
        writer.WriteStartObject();
        writer.Field("role"u8, delta.Role?.Value);
        if (delta.ContentParts is null)
        {
            writer.Field("content"u8, delta.Content);
        }
        else
        {
            writer.Field("content"u8, delta.ContentField, static json => json.MessageContent);
        }

        writer.Field("refusal"u8, delta.Refusal);
        writer.Field("tool_calls"u8, delta.ToolCalls, static json => json.IReadOnlyListToolCallDelta);
        writer.Field("function_call"u8, delta.FunctionCall, static json => json.FunctionCall);
        writer.Field("audio"u8, delta.Audio, static json => json.AudioMessage);
        writer.Field("annotations"u8, delta.Annotations, static json => json.IReadOnlyListAnnotation);
        writer.Field("reasoning"u8, delta.ReasoningField);
        writer.Field("reasoning_content"u8, delta.ReasoningContentField);
        writer.Field("thinking"u8, delta.ThinkingField);
        writer.Extras(delta.ExtensionData);
        writer.WriteEndObject();
    }
}
