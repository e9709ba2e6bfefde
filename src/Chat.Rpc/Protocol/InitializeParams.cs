namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>initialize</c>, the first request of a connection.</summary>
public sealed record InitializeParams
{
    /// <summary>The version that the client speaks.</summary>
    public required ProtocolVersion ProtocolVersion { get; init; }

    /// <summary>The client.</summary>
    public required PeerInfo Client { get; init; }

    /// <summary>
    /// The process whose end ends the server, 1 or more; null for none: then the server ends with its connection alone. Source: LSP 3.17,
    /// "Initialize Request".
    /// </summary>
    public int? ProcessId { get; init; }

    /// <summary>What the client can take; null for nothing beyond answers.</summary>
    public ClientCapabilities? Capabilities { get; init; }
}
