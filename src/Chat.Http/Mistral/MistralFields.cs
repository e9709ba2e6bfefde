using System.Buffers;
using System.Text.Json;
using Chat.Core.Backends;

namespace Chat.Http.Mistral;

/// <summary>
/// Leaves out of a written request every field that Mistral does not have. What asks for something there was refused or said in Mistral's
/// words before; what remains asks for nothing (<c>"store": false</c>, an empty list), and would still be answered with 422.
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
            writer.WriteStartObject();
            foreach (var field in message.EnumerateObject().Where(field => Has($"messages[].{field.Name}")))
            {
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // What is emulated goes by another name there, or not at all.
    private static bool Has(string field) => Capabilities[field] is FieldSupport.Honoured or FieldSupport.Unverified;
}
