namespace Chat.Rpc.Protocol;

/// <summary>How far a request is. Values may be left out when they come faster than they are read; the last one may never come.</summary>
public sealed record ProgressValue
{
    /// <summary>What is being done: <c>queue</c>, <c>load</c>, <c>download</c>, <c>prefill</c>, or another word.</summary>
    public required string Stage { get; init; }

    /// <summary>How much of it is done, in <see cref="Unit"/>s; null when not known.</summary>
    public long? Done { get; init; }

    /// <summary>How much there is, in <see cref="Unit"/>s; null when not known.</summary>
    public long? Total { get; init; }

    /// <summary>What is counted: <c>bytes</c>, <c>tokens</c>, <c>requests</c>; null for nothing.</summary>
    public string? Unit { get; init; }

    /// <summary>One sentence for a person; null for none.</summary>
    public string? Message { get; init; }
}
