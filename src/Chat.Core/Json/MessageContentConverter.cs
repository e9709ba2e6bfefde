using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>Reads and writes message content as a string or as a list of parts.</summary>
internal sealed class MessageContentConverter : JsonConverter<MessageContent>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a string nor a list, or a part is not an object.</exception>
    public override MessageContent? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new MessageContent(reader.GetString()!),
            JsonTokenType.StartArray => new MessageContent(ReadParts(ref reader)),
            _ => throw new JsonException("content is a string, a list of parts, or null"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MessageContent value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Text is not null)
        {
            writer.WriteStringValue(value.Text);
            return;
        }

        writer.WriteStartArray();
        foreach (var part in value.Parts!)
        {
            JsonSerializer.Serialize(writer, part, ChatJsonContext.Default.ContentPart);
        }

        writer.WriteEndArray();
    }

    private static List<ContentPart> ReadParts(ref Utf8JsonReader reader)
    {
        var parts = JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.ListContentPart)!;
        return parts.Contains(null!) ? throw new JsonException("a content part is an object") : parts;
    }
}
