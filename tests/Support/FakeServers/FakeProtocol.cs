namespace Chat.Testing.FakeServers;

/// <summary>The HTTP versions a fake server speaks.</summary>
public enum FakeProtocol
{
    /// <summary>HTTP/1.1, plain or with TLS.</summary>
    Http1,

    /// <summary>HTTP/2: without TLS by prior knowledge (h2c), with TLS by ALPN.</summary>
    Http2,

    /// <summary>Both, chosen by ALPN; needs TLS.</summary>
    Http1AndHttp2,
}
