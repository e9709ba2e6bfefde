using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Json;

/// <summary>
/// Reads a time in whole seconds since 1970-01-01 UTC. Servers also send null, a fraction, or text; a fraction is cut, and what is no
/// number is read as 0, for a wrong time is no reason to lose an answer.
/// </summary>
internal sealed class UnixTimeConverter : JsonConverter<long>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is a list or an object.</exception>
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var seconds) => seconds,
            JsonTokenType.Number when reader.TryGetDouble(out var seconds) && Math.Abs(seconds) < long.MaxValue =>
                (long)seconds,
            JsonTokenType.StartArray or JsonTokenType.StartObject => throw new JsonException("a time is a number"),
            _ => 0,
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value);
    }
}
