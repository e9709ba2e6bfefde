namespace Chat.Engine;

/// <summary>What a model in memory holds and does at one moment.</summary>
public sealed record LoadedModelStatus
{
    /// <summary>The model reference, such as <c>local/smollm2-135m-instruct</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The size of its weights in bytes.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>The size of its cache of keys and values in bytes.</summary>
    public required long CacheBytes { get; init; }

    /// <summary>How many tokens its cache holds at most.</summary>
    public required long CacheTokens { get; init; }

    /// <summary>How many tokens its cache holds now, those of parked sequences included.</summary>
    public required int UsedTokens { get; init; }

    /// <summary>Requests being computed.</summary>
    public required int Running { get; init; }

    /// <summary>Requests that wait for room in the cache.</summary>
    public required int Waiting { get; init; }

    /// <summary>Sequences kept for prompts that begin like them.</summary>
    public required int Parked { get; init; }

    /// <summary>Tokens of all prompts since it was loaded.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>How many of them were in the cache and not computed.</summary>
    public required long ReusedTokens { get; init; }

    /// <summary>The share of prompt tokens that was not computed, 0 to 1.</summary>
    public double ReusedShare => PromptTokens > 0 ? (double)ReusedTokens / PromptTokens : 0;

    /// <summary>How often a request gave its room to others and was computed again.</summary>
    public required long PutBack { get; init; }

    /// <summary>Tokens generated a second of late, over all answers; 0 before any.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>The threads that the last batch was computed on; 0 before any.</summary>
    public required int Threads { get; init; }
}
