using System.Text.Json;
using Chat.Core.Tools;

namespace Chat.Formats.ToolCalls;

/// <summary>What is asked of an answer's form.</summary>
internal sealed record AnswerRequest
{
    /// <summary>How the model writes its answers.</summary>
    public required CallFormat Format { get; init; }

    /// <summary>The tools of the request. Default: none.</summary>
    public IReadOnlyList<ChatTool> Tools { get; init; } = [];

    /// <summary>Which tools may or must be called; null is the same as <c>auto</c>.</summary>
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>False allows one call at most. Default: true.</summary>
    public bool ParallelToolCalls { get; init; } = true;

    /// <summary>The schema that the content follows; null for none.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>True when the content is some JSON object.</summary>
    public bool JsonObject { get; init; }

    /// <summary>The caller's own grammar of the content, in GBNF; null for none.</summary>
    public string? Grammar { get; init; }

    /// <summary>True when the prompt ends inside reasoning, so that the answer begins with it.</summary>
    public bool IsReasoningOpen { get; init; }

    /// <summary>False keeps the model from beginning to reason. Default: true.</summary>
    public bool IsReasoningAllowed { get; init; } = true;

    /// <summary>
    /// True makes what a grammar cannot hold to of <see cref="Schema"/> an error; otherwise it is a warning. The schemas of tools go by their own
    /// <c>strict</c>.
    /// </summary>
    public bool Strict { get; init; }
}
