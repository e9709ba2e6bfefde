using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Core.Json;

/// <summary>Writes fields by hand as the source-generated JSON writes them: none where the value is null.</summary>
internal static class FieldWrites
{
    /// <summary>A string.</summary>
    /// <param name="writer">The writer, within an object.</param>
    /// <param name="name">The name, which needs no escape.</param>
    /// <param name="value">The value; null writes nothing.</param>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>True or false.</summary>
    /// <param name="writer">The writer, within an object.</param>
    /// <param name="name">The name, which needs no escape.</param>
    /// <param name="value">The value; null writes nothing.</param>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } isSet)
        {
            writer.WriteBoolean(name, isSet);
        }
    }

    /// <summary>A whole number.</summary>
    /// <param name="writer">The writer, within an object.</param>
    /// <param name="name">The name, which needs no escape.</param>
    /// <param name="value">The value; null writes nothing.</param>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>A number.</summary>
    /// <param name="writer">The writer, within an object.</param>
    /// <param name="name">The name, which needs no escape.</param>
    /// <param name="value">The value; null writes nothing.</param>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>A value of a type of its own, by its source-generated JSON, which is made now if it was not before.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="writer">The writer, within an object.</param>
    /// <param name="name">The name, which needs no escape.</param>
    /// <param name="value">The value; null writes nothing.</param>
    /// <param name="type">Gives the JSON of the type.</param>
    public static void Field<T>(
        this Utf8JsonWriter writer,
        ReadOnlySpan<byte> name,
        T? value,
        Func<ChatJsonContext, JsonTypeInfo<T>> type
    )
        where T : class
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, type(ChatJsonContext.Default));
        }
    }

    /// <summary>A value of a type of its own that is no object, as the overload above writes it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="writer">The writer, within an object.</param>
    /// <param name="name">The name, which needs no escape.</param>
    /// <param name="value">The value; null writes nothing.</param>
    /// <param name="type">Gives the JSON of the type.</param>
    public static void Field<T>(
        this Utf8JsonWriter writer,
        ReadOnlySpan<byte> name,
        T? value,
        Func<ChatJsonContext, JsonTypeInfo<T>> type
    )
        where T : struct
    {
        if (value is { } set)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, set, type(ChatJsonContext.Default));
        }
    }

    /// <summary>The fields that have no type.</summary>
    /// <param name="writer">The writer, within an object.</param>
    /// <param name="fields">The fields; null writes nothing.</param>
    /// <exception cref="JsonException">A value was never set, or holds half a surrogate pair.</exception>
    public static void Extras(this Utf8JsonWriter writer, IDictionary<string, JsonElement>? fields)
    {
        if (fields is null)
        {
            return;
        }

        try
        {
            foreach (var (name, value) in fields)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }
        catch (InvalidOperationException error)
        {
            // As the serializer itself says it.
            throw new JsonException("extension data hold what is no text or no value", error);
        }
    }
}
