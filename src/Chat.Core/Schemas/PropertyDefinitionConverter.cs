using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Schemas;

/// <summary>Reads and writes a <see cref="PropertyDefinition"/> as JSON Schema.</summary>
public sealed class PropertyDefinitionConverter : JsonConverter<PropertyDefinition>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither an object nor true nor false.</exception>
    public override PropertyDefinition Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => PropertyDefinition.FromJsonElement(JsonElement.ParseValue(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PropertyDefinition value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        SchemaWriter.Write(writer, value, 0);
    }
}
