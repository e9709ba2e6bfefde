namespace Chat.Rpc.Protocol;

/// <summary>A stretch of text round the cursor, in UTF-16 code units from the cursor: negative before it, positive after it.</summary>
public sealed record InlineRange
{
    /// <summary>Where it starts, 0 or less.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends, 0 or more.</summary>
    public required int End { get; init; }
}
