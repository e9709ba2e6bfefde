using System.Buffers;
using System.Text.Json;
using Chat.Core.Backends;

namespace Chat.Http.Mistral;

/// <summary>
/// Leaves out of a written request every field that Mistral does not have. What asks for something there was refused or said in Mistral's
/// words before; what remains asks for nothing (<c>"store": false</c>, an empty list), or came with an answer that is sent back, and would still be answered
/// with 422.
/// </summary>
internal static class MistralFields
{
    private static readonly BackendCapabilities Capabilities = CapabilityTable.For(HttpTargets.Mistral);

    /// <summary>The request with only the fields, its messages' too, that Mistral has.</summary>
    /// <param name="request">The request as JSON, in Mistral's words.</param>
    public static ReadOnlyMemory<byte> Keep(ReadOnlyMemory<byte> request)
    {
        using var document = JsonDocument.Parse(request);
        var kept = new ArrayBufferWriter<byte>(request.Length + 16);
        using (var writer = new Utf8JsonWriter(kept))
        {
            writer.WriteStartObject();
            foreach (var field in document.RootElement.EnumerateObject().Where(field => Has(field.Name)))
            {
                if (field.NameEquals("messages"u8))
                {
                    WriteMessages(writer, field.Value);
                }
                else
                {
                    field.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return kept.WrittenMemory;
    }

    private static void WriteMessages(Utf8JsonWriter writer, JsonElement messages)
    {
        writer.WriteStartArray("messages");
        foreach (var message in messages.EnumerateArray())
        {
            WriteItem(writer, "messages[]", message);
        }

        writer.WriteEndArray();
    }

    // Messages, their parts and their calls: what is deeper is the field's own affair.
    private static void WriteItem(Utf8JsonWriter writer, string path, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            item.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var field in item.EnumerateObject().Where(field => Has($"{path}.{field.Name}")))
        {
            var inner = $"{path}.{field.Name}[]";
            if (field.Value.ValueKind == JsonValueKind.Array && HasItems(inner))
            {
                writer.WriteStartArray(field.Name);
                foreach (var part in field.Value.EnumerateArray())
                {
                    WriteItem(writer, inner, part);
                }

                writer.WriteEndArray();
            }
            else
            {
                field.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static bool HasItems(string path) => path is "messages[].content[]" or "messages[].tool_calls[]";

    // What is emulated goes by another name there, or not at all.
    private static bool Has(string field) => Capabilities[field] is FieldSupport.Honoured or FieldSupport.Unverified;
}
