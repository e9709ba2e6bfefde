namespace Chat.Rpc.Protocol;

/// <summary>What an engine has to do.</summary>
public sealed record QueueStatus
{
    /// <summary>Sequences that are being decoded.</summary>
    public int Running { get; init; }

    /// <summary>Requests that wait for a place.</summary>
    public int Waiting { get; init; }
}
