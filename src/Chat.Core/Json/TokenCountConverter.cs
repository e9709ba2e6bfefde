using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Json;

/// <summary>Reads a count of tokens. Null, which some servers send for a count they do not have, is read as 0.</summary>
internal sealed class TokenCountConverter : JsonConverter<int>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a whole number that fits.</exception>
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => 0,
            JsonTokenType.Number when reader.TryGetInt32(out var count) => count,
            JsonTokenType.Number
                when reader.TryGetDouble(out var count)
                    && double.IsInteger(count)
                    && count is >= 0 and <= int.MaxValue => (int)count,
            _ => throw new JsonException("a count of tokens is a whole number"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value);
    }
}
