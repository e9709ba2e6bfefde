using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>Reads the message of an answer. Its role is the assistant's where a server leaves it out, empty or null; in a request that is an error.</summary>
internal sealed class AnswerMessageConverter : JsonConverter<ChatMessage>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a message.</exception>
    public override ChatMessage? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (HasRole(reader))
        {
            return JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.ChatMessage);
        }

        try
        {
            var message = JsonNode.Parse(ref reader)!.AsObject();
            message["role"] = ChatRole.Assistant.Value;
            return message.Deserialize(ChatJsonContext.Default.ChatMessage);
        }
        catch (ArgumentException error)
        {
            // A node, unlike the serializer, takes no name twice.
            throw new JsonException("a message without a role holds a field twice", error);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ChatMessage value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ChatJsonContext.Default.ChatMessage);

    // The reader is a copy: looking ahead does not move the caller's. What is not an object is left to the reading that follows.
    private static bool HasRole(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return true;
        }

        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRole = reader.ValueTextEquals("role"u8);
            reader.Read();
            if (isRole)
            {
                found = reader.TokenType == JsonTokenType.String && !string.IsNullOrWhiteSpace(reader.GetString());
            }

            _ = reader.TrySkip();
        }

        return found;
    }
}
