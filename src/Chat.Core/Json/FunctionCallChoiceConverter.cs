using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Tools;

namespace Chat.Core.Json;

/// <summary>Reads and writes the deprecated <c>function_call</c> of a request as a word or as an object.</summary>
internal sealed class FunctionCallChoiceConverter : JsonConverter<FunctionCallChoice>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a word nor an object with a name.</exception>
    public override FunctionCallChoice? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType switch
        {
            JsonTokenType.String when !string.IsNullOrWhiteSpace(reader.GetString()) => new FunctionCallChoice(
                reader.GetString()!
            ),
            JsonTokenType.StartObject => new FunctionCallChoice(
                JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.NamedTool)!
            ),
            _ => throw new JsonException("function_call is a word or an object with a name"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FunctionCallChoice value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Function is { } function)
        {
            JsonSerializer.Serialize(writer, function, ChatJsonContext.Default.NamedTool);
        }
        else
        {
            writer.WriteStringValue(value.Mode);
        }
    }
}
