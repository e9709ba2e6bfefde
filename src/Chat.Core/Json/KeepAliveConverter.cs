using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>Reads and writes <c>keep_alive</c> as a number or a duration.</summary>
internal sealed class KeepAliveConverter : JsonConverter<KeepAlive>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a number nor a duration.</exception>
    public override KeepAlive Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => new KeepAlive(reader.GetDouble()),
            JsonTokenType.String when !string.IsNullOrWhiteSpace(reader.GetString()) => new KeepAlive(
                reader.GetString()!
            ),
            _ => throw new JsonException("keep_alive is a number of seconds or a duration such as 5m"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, KeepAlive value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Duration is { } duration)
        {
            writer.WriteStringValue(duration);
        }
        else
        {
            writer.WriteNumberValue(value.Seconds);
        }
    }
}
