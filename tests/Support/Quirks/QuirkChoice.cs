namespace Chat.Testing.Quirks;

/// <summary>A choice that a correct client reads. Texts are null where the result has none, or an empty one.</summary>
public sealed record QuirkChoice
{
    /// <summary>The choice's index.</summary>
    public required int Index { get; init; }

    /// <summary>The text of the message.</summary>
    public string? Content { get; init; }

    /// <summary>The reasoning, under whatever name it came.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The refusal.</summary>
    public string? Refusal { get; init; }

    /// <summary>The tool calls, in order.</summary>
    public IReadOnlyList<QuirkToolCall> ToolCalls { get; init; } = [];

    /// <summary>The finish reason in the server's own word; null when none came.</summary>
    public string? FinishReason { get; init; }
}
