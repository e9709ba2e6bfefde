using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Completions;

namespace Chat.Core.Json;

/// <summary>Writes an outcome in snake case, such as <c>tool_calls</c>, and reads back exactly those words.</summary>
internal sealed class CompletionOutcomeConverter : JsonConverter<CompletionOutcome>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a string, or is no outcome's word.</exception>
    public override CompletionOutcome Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            "completed" => CompletionOutcome.Completed,
            "length" => CompletionOutcome.Length,
            "tool_calls" => CompletionOutcome.ToolCalls,
            "filtered" => CompletionOutcome.Filtered,
            "cancelled" => CompletionOutcome.Cancelled,
            "incomplete" => CompletionOutcome.Incomplete,
            "failed" => CompletionOutcome.Failed,
            _ => throw new JsonException("an outcome is one of its seven words"),
        };

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a member of the list.</exception>
    public override void Write(Utf8JsonWriter writer, CompletionOutcome value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(
            value switch
            {
                CompletionOutcome.Completed => "completed",
                CompletionOutcome.Length => "length",
                CompletionOutcome.ToolCalls => "tool_calls",
                CompletionOutcome.Filtered => "filtered",
                CompletionOutcome.Cancelled => "cancelled",
                CompletionOutcome.Incomplete => "incomplete",
                CompletionOutcome.Failed => "failed",
                _ => throw new JsonException("an outcome is one of its seven words"),
            }
        );
    }
}
