using System.Buffers;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Http.Ollama;

/// <summary>
/// Writes requests of Ollama's own API. Fields that it does not have are left out; the capability table says which those are. Source:
/// Ollama API reference.
/// </summary>
internal static class OllamaRequests
{
    /// <summary>Writes a request to <c>/api/chat</c>.</summary>
    /// <param name="request">The request; without a prompt.</param>
    /// <param name="stream">True asks for a stream.</param>
    /// <exception cref="ChatException">A field cannot be said there: kind <see cref="ChatErrorKind.InvalidRequest"/>, the field named.</exception>
    public static ReadOnlyMemory<byte> WriteChat(ChatCompletionRequest request, bool stream)
    {
        var misplaced =
            request.Suffix is not null ? "suffix"
            : request.SystemPrompt is not null ? "system"
            : request.Template is not null ? "template"
            : request.Raw is not null ? "raw"
            : request.Images is not null ? "images"
            : null;
        if (misplaced is not null)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{misplaced} is set without prompt; Ollama takes it only beside one.",
                "Set prompt in place of messages, or say it in the messages."
            );
        }

        return Write(
            request,
            stream,
            writer =>
            {
                writer.WritePropertyName("messages");
                OllamaMessages.Write(writer, request.Messages);
                WriteTools(writer, request);
            }
        );
    }

    /// <summary>Writes a request to <c>/api/generate</c>.</summary>
    /// <param name="request">The request, with a prompt.</param>
    /// <param name="stream">True asks for a stream.</param>
    /// <exception cref="ChatException">It holds messages or tools too: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static ReadOnlyMemory<byte> WriteGenerate(ChatCompletionRequest request, bool stream)
    {
        if (request.Messages.Count > 0 || request.Tools is { Count: > 0 })
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"prompt and {(request.Messages.Count > 0 ? "messages" : "tools")} are both set; Ollama takes one of them.",
                "Leave prompt out, or leave messages and tools empty."
            );
        }

        return Write(
            request,
            stream,
            writer =>
            {
                writer.WriteString("prompt", request.Prompt);
                WriteText(writer, "suffix", request.Suffix);
                WriteText(writer, "system", request.SystemPrompt);
                WriteText(writer, "template", request.Template);
                WriteBoolean(writer, "raw", request.Raw);
                if (request.Images is { Count: > 0 } images)
                {
                    WriteTexts(writer, "images", images);
                }
            }
        );
    }

    /// <summary>Writes a list of texts.</summary>
    /// <param name="writer">Stands within an object.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="values">The texts.</param>
    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes fields that have no type of their own, as they were read.</summary>
    /// <param name="writer">Stands within an object.</param>
    /// <param name="extras">The fields; null for none.</param>
    public static void WriteExtras(Utf8JsonWriter writer, IDictionary<string, JsonElement>? extras)
    {
        if (extras is null)
        {
            return;
        }

        foreach (var (name, value) in extras)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static ReadOnlyMemory<byte> Write(ChatCompletionRequest request, bool stream, Action<Utf8JsonWriter> what)
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        WriteText(writer, "model", request.Model);
        what(writer);
        // Without it Ollama streams.
        writer.WriteBoolean("stream", stream);
        OllamaSettings.WriteFormat(writer, request);
        WriteSettings(writer, request);
        WriteExtras(writer, request.ExtensionData);
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }

    private static void WriteSettings(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        if (OllamaSettings.Think(request) is { } think)
        {
            writer.WritePropertyName("think");
            JsonSerializer.Serialize(writer, think, ChatJsonContext.Default.ThinkSetting);
        }

        if (request.KeepAlive is { } keepAlive)
        {
            writer.WritePropertyName("keep_alive");
            JsonSerializer.Serialize(writer, keepAlive, ChatJsonContext.Default.KeepAlive);
        }

        if (OllamaSettings.Options(request) is { } options)
        {
            writer.WritePropertyName("options");
            JsonSerializer.Serialize(writer, options, ChatJsonContext.Default.OllamaOptions);
        }

        WriteBoolean(writer, "logprobs", request.Logprobs);
        if (request.TopLogprobs is { } top)
        {
            writer.WriteNumber("top_logprobs", top);
        }
    }

    // Custom tools, whose input is text, cannot be said.
    private static void WriteTools(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        if (request.Tools is not { Count: > 0 } tools)
        {
            return;
        }

        writer.WriteStartArray("tools");
        foreach (var tool in tools.Where(tool => tool.Custom is null))
        {
            JsonSerializer.Serialize(writer, tool, ChatJsonContext.Default.ChatTool);
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteBoolean(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } said)
        {
            writer.WriteBoolean(name, said);
        }
    }
}
