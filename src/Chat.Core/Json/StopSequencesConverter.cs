using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>Reads and writes <c>stop</c> as one string or a list of strings.</summary>
internal sealed class StopSequencesConverter : JsonConverter<StopSequences>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a string nor a list of strings.</exception>
    public override StopSequences? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new StopSequences([reader.GetString()!], isSingle: true);
            case JsonTokenType.StartArray:
                var values = new List<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    values.Add(reader.GetString()!);
                }

                return reader.TokenType == JsonTokenType.EndArray
                    ? new StopSequences([.. values], isSingle: false)
                    : throw new JsonException("stop holds strings only");
            default:
                throw new JsonException("stop is a string or a list of strings");
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StopSequences value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.IsSingle)
        {
            writer.WriteStringValue(value[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var text in value)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
