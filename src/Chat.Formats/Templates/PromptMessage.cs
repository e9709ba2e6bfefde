using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>A message on its way into a template: checked, and with its texts marked.</summary>
internal sealed record PromptMessage
{
    /// <summary>The role: system, developer, user, assistant or tool.</summary>
    public required string Role { get; init; }

    /// <summary>The content; empty for none.</summary>
    public required JinjaString Content { get; init; }

    /// <summary>The parts that the content came in; null when it came as one text or was changed.</summary>
    public IReadOnlyList<JinjaString>? Parts { get; init; }

    /// <summary>The reasoning; null for none.</summary>
    public JinjaString? Reasoning { get; init; }

    /// <summary>The tool calls, in order.</summary>
    public IReadOnlyList<PromptToolCall> ToolCalls { get; init; } = [];

    /// <summary>The id of the call that a tool's message answers; null for none.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>The author's name, or the tool's; null for none.</summary>
    public JinjaString? Name { get; init; }

    /// <summary>Makes a message of text.</summary>
    /// <param name="role">The role.</param>
    /// <param name="content">The content.</param>
    public static PromptMessage Of(string role, string content) =>
        new() { Role = role, Content = new JinjaString(content, isInput: true) };

    /// <summary>The same message with another content.</summary>
    /// <param name="content">The content.</param>
    public PromptMessage WithContent(JinjaString content) => this with { Content = content, Parts = null };
}
