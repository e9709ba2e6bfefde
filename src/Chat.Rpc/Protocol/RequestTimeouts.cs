namespace Chat.Rpc.Protocol;

/// <summary>How long the phases of a completion may take, in milliseconds. Null leaves a phase to the profile.</summary>
public sealed record RequestTimeouts
{
    /// <summary>Until a connection is ready.</summary>
    public long? ConnectMs { get; init; }

    /// <summary>From then until the first token.</summary>
    public long? FirstTokenMs { get; init; }

    /// <summary>Between two tokens.</summary>
    public long? IdleMs { get; init; }

    /// <summary>For the whole answer.</summary>
    public long? TotalMs { get; init; }
}
