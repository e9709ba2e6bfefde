namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>initialize</c>.</summary>
public sealed record InitializeResult
{
    /// <summary>The version that the server speaks; of the client's major version.</summary>
    public required ProtocolVersion ProtocolVersion { get; init; }

    /// <summary>The server.</summary>
    public required PeerInfo Server { get; init; }

    /// <summary>What the server can do.</summary>
    public required ServerCapabilities Capabilities { get; init; }
}
