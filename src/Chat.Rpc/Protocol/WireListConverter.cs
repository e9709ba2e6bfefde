using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Json;

namespace Chat.Rpc.Protocol;

/// <summary>Reads and writes a list of a wire type of <c>Chat.Core</c>, each as <see cref="WireConverter{T}"/> does.</summary>
/// <typeparam name="T">The wire type; one that <see cref="ChatJsonContext"/> knows.</typeparam>
public sealed class WireListConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    // Asked for when it is needed, as WireConverter does.
    private static JsonTypeInfo<T> Metadata => (JsonTypeInfo<T>)ChatJsonContext.Default.GetTypeInfo(typeof(T))!;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is no list, or an item is not of the type.</exception>
    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("the value is a list");
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(
                JsonSerializer.Deserialize(ref reader, Metadata) ?? throw new JsonException("an item is an object")
            );
        }

        return items;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (var item in value)
        {
            JsonSerializer.Serialize(writer, item, Metadata);
        }

        writer.WriteEndArray();
    }
}
