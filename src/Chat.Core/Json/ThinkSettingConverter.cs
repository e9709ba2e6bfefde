using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>Reads and writes <c>think</c> as true, false or a level.</summary>
internal sealed class ThinkSettingConverter : JsonConverter<ThinkSetting>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a boolean nor a level.</exception>
    public override ThinkSetting Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True or JsonTokenType.False => new ThinkSetting(reader.GetBoolean()),
            JsonTokenType.String when !string.IsNullOrWhiteSpace(reader.GetString()) => new ThinkSetting(
                reader.GetString()!
            ),
            _ => throw new JsonException("think is true, false or a level"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ThinkSetting value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Level is { } level)
        {
            writer.WriteStringValue(level);
        }
        else
        {
            writer.WriteBooleanValue(value.IsOn);
        }
    }
}
