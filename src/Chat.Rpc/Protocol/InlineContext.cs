namespace Chat.Rpc.Protocol;

/// <summary>Text of another place that helps an inline completion.</summary>
public sealed record InlineContext
{
    /// <summary>Where it is from.</summary>
    public required string Path { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }
}
