namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>tokens/count</c>.</summary>
public sealed record TokensCountResult
{
    /// <summary>How many tokens.</summary>
    public required int Tokens { get; init; }

    /// <summary>True when no tokenizer of the model is at hand and the count is a guess. Default: false.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The reference of the model whose vocabulary was used; null when the server does not say.</summary>
    public string? Model { get; init; }

    /// <summary>The tokens, in order; null when they were not asked for, or are not known.</summary>
    public IReadOnlyList<TokenPiece>? Pieces { get; init; }
}
