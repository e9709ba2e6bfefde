using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Tools;

namespace Chat.Core.Json;

/// <summary>Reads and writes <c>tool_choice</c> as a word or as an object.</summary>
internal sealed class ToolChoiceConverter : JsonConverter<ToolChoice>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a word nor an object with a type.</exception>
    public override ToolChoice? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String when !string.IsNullOrWhiteSpace(reader.GetString()) => new ToolChoice(
                reader.GetString()!
            ),
            JsonTokenType.StartObject => new ToolChoice(
                JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.ToolReference)!
            ),
            _ => throw new JsonException("tool_choice is a word or an object"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ToolChoice value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Tool is { } tool)
        {
            JsonSerializer.Serialize(writer, tool, ChatJsonContext.Default.ToolReference);
        }
        else
        {
            writer.WriteStringValue(value.Mode);
        }
    }
}
