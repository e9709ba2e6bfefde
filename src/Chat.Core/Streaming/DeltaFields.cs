using System.Runtime.InteropServices;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Core.Streaming;

/// <summary>The fields of a delta while it is read. Fields and not properties: they are filled through references.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct DeltaFields
{
    /// <summary><c>role</c>.</summary>
    public string? Role;

    /// <summary><c>content</c> where it is text.</summary>
    public string? Content;

    /// <summary><c>content</c> where it is a list.</summary>
    public IReadOnlyList<ContentPart>? ContentParts;

    /// <summary><c>refusal</c>.</summary>
    public string? Refusal;

    /// <summary><c>tool_calls</c>.</summary>
    public IReadOnlyList<ToolCallDelta>? ToolCalls;

    /// <summary><c>function_calls</c>.</summary>
    public IReadOnlyList<ToolCallDelta>? FunctionCalls;

    /// <summary><c>function_call</c>.</summary>
    public FunctionCall? FunctionCall;

    /// <summary><c>audio</c>.</summary>
    public AudioMessage? Audio;

    /// <summary><c>annotations</c>.</summary>
    public IReadOnlyList<Annotation>? Annotations;

    /// <summary><c>reasoning</c>.</summary>
    public string? Reasoning;

    /// <summary><c>reasoning_content</c>.</summary>
    public string? ReasoningContent;

    /// <summary><c>thinking</c>.</summary>
    public string? Thinking;

    /// <summary>Every other field.</summary>
    public Dictionary<string, JsonElement>? Extras;

    /// <summary>The delta.</summary>
    public readonly ChatDelta ToDelta() =>
        new()
        {
            Role = string.IsNullOrWhiteSpace(Role) ? null : new ChatRole(Role),
            Content = Content,
            ContentParts = ContentParts,
            Refusal = Refusal,
            ToolCalls = ToolCalls ?? FunctionCalls,
            FunctionCall = FunctionCall,
            Audio = Audio,
            Annotations = Annotations,
            ReasoningField = Reasoning,
            ReasoningContentField = ReasoningContent,
            ThinkingField = Thinking,
            ExtensionData = Extras,
        };
}
