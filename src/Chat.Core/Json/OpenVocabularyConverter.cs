using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Json;

/// <summary>Reads and writes an open vocabulary as its wire text.</summary>
/// <typeparam name="T">The vocabulary.</typeparam>
public sealed class OpenVocabularyConverter<T> : JsonConverter<T>
    where T : struct, IOpenVocabulary<T>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a string, or is empty.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return string.IsNullOrWhiteSpace(text)
            ? throw new JsonException($"a {typeof(T).Name} is a string that is not empty")
            : T.FromWire(text);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
