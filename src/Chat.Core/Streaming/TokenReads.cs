using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Core.Streaming;

/// <summary>Reads the value after a field name. Each gives false for a value of another type than the common one.</summary>
internal static class TokenReads
{
    /// <summary>A string or null.</summary>
    /// <param name="reader">The reader, on the field name.</param>
    /// <param name="memory">What remembers the text of the chunk before; null for a text that changes.</param>
    /// <param name="text">The text.</param>
    public static bool TryText(ref Utf8JsonReader reader, RepeatedText? memory, out string? text)
    {
        text = null;
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            text = memory is null ? reader.GetString() : memory.Read(ref reader);
            return true;
        }

        return reader.TokenType == JsonTokenType.Null;
    }

    /// <summary>A whole number of seconds or null, which is 0.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="seconds">The seconds.</param>
    public static bool TrySeconds(ref Utf8JsonReader reader, out long seconds)
    {
        seconds = 0;
        return reader.TokenType == JsonTokenType.Null
            || (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out seconds));
    }

    /// <summary>Null, or what the source-generated reader makes of the value.</summary>
    /// <param name="reader">The reader, on the field name.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <exception cref="JsonException">The value is not of the type.</exception>
    public static bool TryObject<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type, out T? value)
        where T : class
    {
        value = null;
        if (!reader.Read())
        {
            return false;
        }

        value = reader.TokenType == JsonTokenType.Null ? null : JsonSerializer.Deserialize(ref reader, type);
        return true;
    }

    /// <summary>Keeps a field that has no type.</summary>
    /// <param name="reader">The reader, on the field name, which has no escapes.</param>
    /// <param name="kept">The fields kept so far; null while there are none.</param>
    public static bool TryKeep(ref Utf8JsonReader reader, ref Dictionary<string, JsonElement>? kept)
    {
        var name = Encoding.UTF8.GetString(reader.ValueSpan);
        if (!reader.Read())
        {
            return false;
        }

        (kept ??= [])[name] = JsonElement.ParseValue(ref reader);
        return true;
    }
}
