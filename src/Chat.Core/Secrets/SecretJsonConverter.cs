using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Secrets;

/// <summary>Writes <see cref="Secret.Mask"/> for a secret, and reads none: a key never stands in a document.</summary>
internal sealed class SecretJsonConverter : JsonConverter<Secret>
{
    /// <summary>Refuses.</summary>
    /// <param name="reader">Not read.</param>
    /// <param name="typeToConvert">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="JsonException">Always.</exception>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A secret is not read from JSON: name where it is kept.");

    /// <summary>Writes the mask.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The secret.</param>
    /// <param name="options">Not used.</param>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Secret.Mask);

    /// <summary>Writes the mask as a property name too.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The secret.</param>
    /// <param name="options">Not used.</param>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Secret.Mask);
}
