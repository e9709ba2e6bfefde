using System.Text.Json;

namespace Chat.Formats.ToolCalls;

/// <summary>Takes parts out of schemas.</summary>
internal static class SchemaParts
{
    private static readonly string[] Shared = ["$defs", "definitions"];

    /// <summary>A part of a schema as a schema of its own, with the definitions that its references lead to.</summary>
    /// <param name="part">The part.</param>
    /// <param name="root">The schema it is from.</param>
    public static JsonElement Alone(JsonElement part, JsonElement root)
    {
        if (part.ValueKind != JsonValueKind.Object || root.ValueKind != JsonValueKind.Object)
        {
            return part;
        }

        var shared = root.EnumerateObject()
            .Where(member =>
                Shared.Contains(member.Name, StringComparer.Ordinal) && !part.TryGetProperty(member.Name, out _)
            )
            .ToArray();
        if (shared.Length == 0)
        {
            return part;
        }

        var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            foreach (var member in part.EnumerateObject().Concat(shared))
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(text.ToArray(), new JsonDocumentOptions { MaxDepth = 1024 });
        return document.RootElement.Clone();
    }
}
