using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Json;

namespace Chat.Rpc.Protocol;

/// <summary>
/// Reads and writes a wire type of <c>Chat.Core</c> by its own source-generated JSON: a generator in this assembly would not see the
/// fields that are internal there.
/// </summary>
/// <typeparam name="T">The wire type; one that <see cref="ChatJsonContext"/> knows.</typeparam>
public sealed class WireConverter<T> : JsonConverter<T>
{
    // Asked for when it is needed: the JSON of a type that holds one of these is made under a lock, and making this one takes longer.
    private static JsonTypeInfo<T> Metadata => (JsonTypeInfo<T>)ChatJsonContext.Default.GetTypeInfo(typeof(T))!;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not of the type.</exception>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, Metadata);
        }
        catch (JsonException error)
        {
            throw new WireFieldException(error);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, Metadata);
}
