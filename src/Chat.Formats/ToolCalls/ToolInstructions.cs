using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// What the system message tells a model whose template knows no tools: which there are and how to call one, in
/// <see cref="CallFormat.Generic"/>. Short and plain, for small models.
/// </summary>
internal static class ToolInstructions
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the text.</summary>
    /// <param name="offer">The tools that may be called, and whether one must be.</param>
    /// <returns>The text; empty without tools.</returns>
    public static string Write(ToolOffer offer)
    {
        if (offer.Tools.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("You can call these tools, one JSON object a line:\n<tools>\n");
        foreach (var tool in offer.Tools.Values)
        {
            text.Append(Line(tool)).Append('\n');
        }

        text.Append("</tools>\n\nTo call a tool, write its name and arguments like this:\n");
        text.Append(
            "<tool_call>\n{\"name\": \"tool name\", \"arguments\": {\"parameter\": \"value\"}}\n</tool_call>\n"
        );
        text.Append(
            offer.IsRequired ? "Answer with a tool call." : "Call a tool only when it helps; otherwise answer the user."
        );
        return text.Append(offer.IsSingle ? " Make one call at most." : "").ToString();
    }

    private static string Line(OfferedTool tool)
    {
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Json))
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            var description = tool.Tool.Function?.Description ?? tool.Tool.Custom?.Description;
            if (description is not null)
            {
                json.WriteString("description", description);
            }

            json.WritePropertyName("parameters");
            WriteParameters(json, tool);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WriteParameters(Utf8JsonWriter json, OfferedTool tool)
    {
        if (tool.IsCustom)
        {
            json.WriteRawValue(
                $$$"""{"type":"object","properties":{"{{{OfferedTool.InputKey}}}":{"type":"string"}},"required":["{{{OfferedTool.InputKey}}}"]}"""
            );
        }
        else if (tool.Schema is { } schema)
        {
            schema.WriteTo(json);
        }
        else
        {
            json.WriteRawValue("""{"type":"object","properties":{}}""");
        }
    }
}
