namespace Chat.Rpc.Protocol;

/// <summary>A proposed text.</summary>
public sealed record InlineItem
{
    /// <summary>The text to put in.</summary>
    public required string Text { get; init; }

    /// <summary>What it takes the place of.</summary>
    public required InlineRange Range { get; init; }
}
