namespace Chat.Rpc.Protocol;

/// <summary>Memory in use, in bytes.</summary>
public sealed record MemoryStatus
{
    /// <summary>The process as a whole (its resident set).</summary>
    public long Process { get; init; }

    /// <summary>Models; null when not known.</summary>
    public long? Models { get; init; }

    /// <summary>Contexts and cached prefixes; null when not known.</summary>
    public long? Contexts { get; init; }
}
