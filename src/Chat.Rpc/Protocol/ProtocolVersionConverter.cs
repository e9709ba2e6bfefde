using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Rpc.Protocol;

/// <summary>Reads and writes a version as a string such as <c>"1.0"</c>.</summary>
public sealed class ProtocolVersionConverter : JsonConverter<ProtocolVersion>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a string of two numbers with a dot between.</exception>
    public override ProtocolVersion Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType == JsonTokenType.String && ProtocolVersion.TryParse(reader.GetString(), out var version)
            ? version
            : throw new JsonException("a version is a string of two numbers with a dot between, such as \"1.0\"");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProtocolVersion value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
