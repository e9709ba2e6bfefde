namespace Chat.Testing.FakeServers;

/// <summary>What a fake server is to be.</summary>
public sealed record FakeServerOptions
{
    /// <summary>True for TLS with a certificate made for this server, which no machine trusts.</summary>
    public bool Https { get; init; }

    /// <summary>The HTTP versions.</summary>
    public FakeProtocol Protocol { get; init; } = FakeProtocol.Http1;

    /// <summary>The streams that one HTTP/2 connection may have open at once.</summary>
    public int MaxStreams { get; init; } = 1_000;

    /// <summary>The longest request body, in bytes.</summary>
    public long MaxRequestBytes { get; init; } = 64 << 20;
}
