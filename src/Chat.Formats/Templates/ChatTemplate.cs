#pragma warning disable
using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Templates;

/// <summary>STUB.</summary>
internal sealed class ChatTemplate
{
    /// <summary>w</summary>
    public string? Warning { get; }

    /// <summary>c</summary>
    public static ChatTemplate Create(string? source, string? bos, string? eos) => new();

    /// <summary>r</summary>
    public IReadOnlyList<(string Text, bool IsInput)> Render(TemplateRequest request)
    {
        var result = new List<(string, bool)>();
        if (request.ToolInstructions is { } instructions)
        {
            result.Add(("<|im_start|>system\n", false));
            result.Add((instructions, true));
            result.Add(("<|im_end|>\n", false));
        }

        foreach (var message in request.Messages)
        {
            result.Add(($"<|im_start|>{message.Role.Value}\n", false));
            result.Add((message.Content?.ToString() ?? "", true));
            result.Add(("<|im_end|>\n", false));
        }

        result.Add(("<|im_start|>assistant\n", false));
        return result;
    }
}

/// <summary>STUB.</summary>
internal sealed record TemplateRequest
{
#pragma warning disable CS1591
    public required IReadOnlyList<ChatMessage> Messages { get; init; }
    public IReadOnlyList<ChatTool>? Tools { get; init; }
    public string? ToolInstructions { get; init; }
    public ReasoningEffort? ReasoningEffort { get; init; }
    public JsonElement? ChatTemplateKwargs { get; init; }
    public bool AddGenerationPrompt { get; init; } = true;
    public bool ContinueFinalMessage { get; init; }
    public DateTimeOffset Now { get; init; }
}

internal static class ToolInstructions
{
    public static string Write(CallFormat format, IReadOnlyList<ChatTool> tools) =>
        "You can call functions. The functions are:\n"
        + string.Join(
            "\n",
            tools.Select(tool => JsonSerializer.Serialize(tool, Chat.Core.Json.ChatJsonContext.Default.ChatTool))
        )
        + "\nTo call one, answer with <tool_call>\n{\"name\": <name>, \"arguments\": <arguments>}\n</tool_call>";
}
