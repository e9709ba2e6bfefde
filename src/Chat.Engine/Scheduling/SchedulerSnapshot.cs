namespace Chat.Engine.Scheduling;

/// <summary>What a scheduler had done and held at one moment.</summary>
internal sealed record SchedulerSnapshot
{
    /// <summary>Requests let in.</summary>
    public int Running { get; init; }

    /// <summary>Requests that wait for room.</summary>
    public int Waiting { get; init; }

    /// <summary>Sequences kept for later prompts.</summary>
    public int Parked { get; init; }

    /// <summary>Tokens in the cache, those of parked sequences included.</summary>
    public int UsedTokens { get; init; }

    /// <summary>Tokens of all prompts so far.</summary>
    public long PromptTokens { get; init; }

    /// <summary>How many of them were in the cache.</summary>
    public long ReusedTokens { get; init; }

    /// <summary>How often a request gave its room to others and had to be computed again.</summary>
    public long PutBack { get; init; }

    /// <summary>Batches computed.</summary>
    public long Decodes { get; init; }

    /// <summary>A moving average of the time of a batch, in seconds.</summary>
    public double SecondsPerDecode { get; init; }

    /// <summary>A moving average of the tokens chosen behind a batch.</summary>
    public double TokensPerDecode { get; init; }

    /// <summary>The threads that the last batch was computed on; 0 before any.</summary>
    public int Threads { get; init; }

    /// <summary>Tokens a second of late, over all answers; 0 before any.</summary>
    public double TokensPerSecond => SecondsPerDecode > 0 ? TokensPerDecode / SecondsPerDecode : 0;
}
