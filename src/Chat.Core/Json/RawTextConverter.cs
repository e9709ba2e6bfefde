using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Json;

/// <summary>
/// Reads a string as it is and any other JSON value as its text, and writes a string. Ollama and some proxies send the arguments of a
/// tool call as an object where the specification has its text.
/// </summary>
internal sealed class RawTextConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }
}
