namespace Chat.Testing.FakeServers;

/// <summary>How an HTTP/1.1 reply says where its body ends. HTTP/2 has frames of its own; only <see cref="ContentLength"/> means something there.</summary>
public enum FakeFraming
{
    /// <summary><c>Transfer-Encoding: chunked</c>, one chunk for each sent piece.</summary>
    Chunked,

    /// <summary><c>Content-Length</c>: the sum of every sent piece, those behind a cut included.</summary>
    ContentLength,

    /// <summary>The body ends where the connection ends. With TLS the server falls back to <see cref="Chunked"/>.</summary>
    ConnectionClose,

    /// <summary>The pieces are everything on the wire, status line and headers included. Plain HTTP/1.1 only.</summary>
    Raw,
}
