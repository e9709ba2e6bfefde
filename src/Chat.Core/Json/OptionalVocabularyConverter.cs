using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Json;

/// <summary>
/// Reads and writes an open vocabulary that may be absent. Servers send an empty word where they mean none: GLM routes a
/// <c>finish_reason</c> of <c>""</c> in the middle of a stream, and several a <c>role</c> of <c>""</c>. Both are read as null.
/// </summary>
/// <typeparam name="T">The vocabulary.</typeparam>
internal sealed class OptionalVocabularyConverter<T> : JsonConverter<T?>
    where T : struct, IOpenVocabulary<T>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a string nor null.</exception>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String when reader.GetString() is var text => string.IsNullOrWhiteSpace(text)
                ? null
                : T.FromWire(text),
            _ => throw new JsonException($"a {typeof(T).Name} is a string or null"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is { } word)
        {
            writer.WriteStringValue(word.Value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
