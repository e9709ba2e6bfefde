namespace Chat.Rpc.Protocol;

/// <summary>A token of a text.</summary>
public sealed record TokenPiece
{
    /// <summary>Its id in the model's vocabulary.</summary>
    public required int Id { get; init; }

    /// <summary>Its text; bytes that are no whole character show as U+FFFD.</summary>
    public required string Text { get; init; }
}
