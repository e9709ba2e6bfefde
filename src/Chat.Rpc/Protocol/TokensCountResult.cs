namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>tokens/count</c>.</summary>
public sealed record TokensCountResult
{
    /// <summary>How many tokens.</summary>
    public required int Tokens { get; init; }

    /// <summary>True when no tokenizer of the model is at hand and the count is a guess. Default: false.</summary>
    public bool IsEstimate { get; init; }
}
