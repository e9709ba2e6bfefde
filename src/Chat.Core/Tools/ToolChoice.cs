using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Tools;

/// <summary>
/// Which tools a model may or must call: a word, or one tool or set of tools. Written back in the form it was read in.
/// Source: OpenAI chat completions specification 2.3.0, <c>tool_choice</c>; <c>any</c> is Mistral's word for <c>required</c>.
/// </summary>
[JsonConverter(typeof(ToolChoiceConverter))]
public sealed record ToolChoice
{
    /// <summary>A choice by a word.</summary>
    /// <param name="mode">The word, such as <c>auto</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="mode"/> is null or white space.</exception>
    public ToolChoice(string mode)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mode);
        Mode = mode;
    }

    /// <summary>A choice of one tool, or of a set of tools.</summary>
    /// <param name="tool">The tool or set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tool"/> is null.</exception>
    public ToolChoice(ToolReference tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        Tool = tool;
    }

    /// <summary>No tool is called.</summary>
    public static ToolChoice None { get; } = new("none");

    /// <summary>The model chooses.</summary>
    public static ToolChoice Auto { get; } = new("auto");

    /// <summary>At least one tool is called.</summary>
    public static ToolChoice Required { get; } = new("required");

    /// <summary>The word; null when a tool is named.</summary>
    public string? Mode { get; }

    /// <summary>The tool or set of tools; null when the choice is a word.</summary>
    public ToolReference? Tool { get; }

    /// <summary>This function is called.</summary>
    /// <param name="name">The function's name.</param>
    public static ToolChoice Function(string name) =>
        new(
            new ToolReference
            {
                Type = "function",
                Function = new NamedTool { Name = name },
            }
        );

    /// <summary>This custom tool is called.</summary>
    /// <param name="name">The tool's name.</param>
    public static ToolChoice Custom(string name) =>
        new(
            new ToolReference
            {
                Type = "custom",
                Custom = new NamedTool { Name = name },
            }
        );

    /// <summary>Only these tools may be called.</summary>
    /// <param name="mode"><c>auto</c> or <c>required</c>.</param>
    /// <param name="tools">The tools.</param>
    public static ToolChoice Allowed(string mode, params IReadOnlyList<ToolReference> tools) =>
        new(
            new ToolReference
            {
                Type = "allowed_tools",
                AllowedTools = new AllowedTools { Mode = mode, Tools = tools },
            }
        );
}
