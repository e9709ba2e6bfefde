using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Rpc.Protocol;

/// <summary>Reads and writes an id as a whole number or a string.</summary>
public sealed class RpcIdConverter : JsonConverter<RpcId>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a whole number of 64 bits nor a string that is short enough.</exception>
    public override RpcId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            return new RpcId(number);
        }

        return reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: <= RpcId.MaxLength } text
            ? new RpcId(text)
            : throw new JsonException($"an id is a whole number or a string of at most {RpcId.MaxLength} characters");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RpcId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteNumberValue(value.Number);
        }
    }
}
