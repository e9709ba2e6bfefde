using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>Reads and writes a voice as a name or as an object with an id.</summary>
internal sealed class AudioVoiceConverter : JsonConverter<AudioVoice>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a string nor an object with an id.</exception>
    public override AudioVoice? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new AudioVoice(reader.GetString()!),
            JsonTokenType.StartObject => new AudioVoice(
                JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.AudioVoiceReference)!
            ),
            _ => throw new JsonException("a voice is a name or an object with an id"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AudioVoice value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Custom is { } custom)
        {
            JsonSerializer.Serialize(writer, custom, ChatJsonContext.Default.AudioVoiceReference);
        }
        else
        {
            writer.WriteStringValue(value.Name);
        }
    }
}
