using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Formats.Templates;

/// <summary>What a prompt is rendered from.</summary>
internal sealed record TemplateRequest
{
    /// <summary>The conversation, oldest first.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The tools that the model may call; null or empty for none.</summary>
    public IReadOnlyList<ChatTool>? Tools { get; init; }

    /// <summary>
    /// What a model is told of the tools where its template does not know tools: the list of them and how a call is written. It becomes
    /// part of the system message. Null says nothing.
    /// </summary>
    public string? ToolInstructions { get; init; }

    /// <summary>How much the model reasons; null leaves it to the template. <c>none</c> turns reasoning off where the template can.</summary>
    public ReasoningEffort? ReasoningEffort { get; init; }

    /// <summary>An object whose members become variables of the template. They win over <see cref="ReasoningEffort"/>, and never over the messages, the tools and the special tokens.</summary>
    public JsonElement? ChatTemplateKwargs { get; init; }

    /// <summary>Whether the prompt ends where the assistant's answer begins. Default: true.</summary>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>Whether the last message, an assistant's, is continued: the prompt ends right behind its text. Default: false.</summary>
    public bool ContinueFinalMessage { get; init; }

    /// <summary>The time that a template may write. Default: the start of the year 2000 in UTC.</summary>
    public DateTimeOffset Now { get; init; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
