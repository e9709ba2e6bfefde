namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>completion/inline</c>.</summary>
public sealed record InlineResult
{
    /// <summary>The proposals, best first; may be empty.</summary>
    public required IReadOnlyList<InlineItem> Items { get; init; }

    /// <summary>Prompt tokens taken from a cache.</summary>
    public int Reused { get; init; }

    /// <summary>Prompt tokens computed.</summary>
    public int Computed { get; init; }

    /// <summary>Why there is no proposal, one sentence; null when there is one.</summary>
    public string? Reason { get; init; }
}
