namespace Chat.Rpc.Protocol;

/// <summary>The program at one end of a connection.</summary>
public sealed record PeerInfo
{
    /// <summary>The program's name, such as <c>chatd</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The program's version; null when it does not say.</summary>
    public string? Version { get; init; }

    /// <summary>The program's process; null when it does not say.</summary>
    public int? ProcessId { get; init; }
}
