using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Http.Ollama;

/// <summary>Writes a conversation in Ollama's words. Source: Ollama API reference, <c>/api/chat</c>, <c>messages</c>.</summary>
internal static class OllamaMessages
{
    /// <summary>Writes the list of messages.</summary>
    /// <param name="writer">Stands where the list goes.</param>
    /// <param name="messages">The messages.</param>
    /// <exception cref="ChatException">One cannot be said to Ollama: kind <see cref="ChatErrorKind.InvalidRequest"/>, the field named.</exception>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> messages)
    {
        // A result names the tool, and not only the call, so the calls before it are kept in mind.
        var tools = new Dictionary<string, string>(StringComparer.Ordinal);
        writer.WriteStartArray();
        for (var at = 0; at < messages.Count; at++)
        {
            Write(writer, messages[at], $"messages[{at}]", tools);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ChatMessage message, string path, Dictionary<string, string> tools)
    {
        writer.WriteStartObject();
        writer.WriteString("role", Role(message.Role).Value);
        var images = new List<string>(message.Images ?? []);
        writer.WriteString("content", Content(message.Content, path, images));
        WriteText(writer, "thinking", message.Reasoning);
        if (images.Count > 0)
        {
            OllamaRequests.WriteTexts(writer, "images", images);
        }

        if (message.ToolCalls is { Count: > 0 } calls)
        {
            WriteCalls(writer, calls, path, tools);
        }

        WriteText(writer, "tool_name", ToolName(message, tools));
        WriteText(writer, "tool_call_id", message.ToolCallId);
        OllamaRequests.WriteExtras(writer, message.ExtensionData);
        writer.WriteEndObject();
    }

    private static ChatRole Role(ChatRole role) =>
        role == ChatRole.Developer ? ChatRole.System
        : role == ChatRole.Function ? ChatRole.Tool
        : role;

    // Ollama has one text and a list of images where the specification has parts.
    private static string Content(MessageContent? content, string path, List<string> images)
    {
        if (content?.Parts is not { } parts)
        {
            return content?.Text ?? "";
        }

        var texts = new List<string>(parts.Count);
        for (var at = 0; at < parts.Count; at++)
        {
            var part = parts[at];
            var field = $"{path}.content[{at}]";
            switch (part.Type)
            {
                case "text":
                    texts.Add(part.Text ?? "");
                    break;
                case "refusal":
                    texts.Add(part.Refusal ?? "");
                    break;
                case "thinking":
                    // Written as the message's reasoning.
                    break;
                case "image_url":
                    images.Add(OllamaImages.FromUrl(part.ImageUrl, $"{field}.image_url"));
                    break;
                case "input_audio":
                    images.Add(OllamaImages.Checked(part.InputAudio?.Data, $"{field}.input_audio.data"));
                    break;
                default:
                    throw Invalid(
                        $"{field} is a part of type {part.Type}, which Ollama does not take.",
                        "Use text and images, or a model elsewhere."
                    );
            }
        }

        return string.Join('\n', texts);
    }

    private static void WriteCalls(
        Utf8JsonWriter writer,
        IReadOnlyList<ToolCall> calls,
        string path,
        Dictionary<string, string> tools
    )
    {
        writer.WriteStartArray("tool_calls");
        for (var at = 0; at < calls.Count; at++)
        {
            // Calls of custom tools, whose input is text, cannot be said.
            if (calls[at].Function is { } function)
            {
                WriteCall(writer, calls[at], function, $"{path}.tool_calls[{at}].function");
                if (calls[at].Id is { } id && function.Name is { } name)
                {
                    tools[id] = name;
                }
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter writer, ToolCall call, FunctionCall function, string path)
    {
        writer.WriteStartObject();
        WriteText(writer, "id", call.Id);
        WriteText(writer, "type", call.Type);
        writer.WriteStartObject("function");
        writer.WriteString("name", function.Name ?? "");
        writer.WritePropertyName("arguments");
        WriteArguments(writer, function.Arguments, $"{path}.arguments");
        OllamaRequests.WriteExtras(writer, function.ExtensionData);
        writer.WriteEndObject();
        OllamaRequests.WriteExtras(writer, call.ExtensionData);
        writer.WriteEndObject();
    }

    private static void WriteArguments(Utf8JsonWriter writer, string? arguments, string field)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

        try
        {
            using var parsed = JsonDocument.Parse(arguments);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Invalid(
                    $"{field} is no JSON object, as Ollama needs it.",
                    "Write the arguments as a JSON object."
                );
            }

            parsed.RootElement.WriteTo(writer);
        }
        catch (JsonException cause)
        {
            throw Invalid($"{field} is no JSON.", "Correct the call, or leave it and its result out.", cause);
        }
    }

    private static string? ToolName(ChatMessage message, Dictionary<string, string> tools)
    {
        if (message.ToolName is not null || Role(message.Role) != ChatRole.Tool)
        {
            return message.ToolName;
        }

        return message.ToolCallId is { } id && tools.TryGetValue(id, out var name) ? name : message.Name;
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static ChatException Invalid(string message, string advice, Exception? cause = null) =>
        new(ChatErrorKind.InvalidRequest, message, advice, cause);
}
