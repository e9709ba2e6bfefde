using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>Reads an image as an object with a URL, or as the bare URL that Ollama and Mistral take too; writes the form read.</summary>
internal sealed class ImageUrlConverter : JsonConverter<ImageUrl>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a string nor an object with a URL.</exception>
    public override ImageUrl? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new ImageUrl { Url = reader.GetString()!, IsBare = true },
            JsonTokenType.StartObject => JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.ImageUrl),
            _ => throw new JsonException("image_url is an object with a url, or a url"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImageUrl value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.IsBare)
        {
            writer.WriteStringValue(value.Url);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, ChatJsonContext.Default.ImageUrl);
        }
    }
}
