namespace Chat.Testing.FakeServers;

/// <summary>What a step of a reply does.</summary>
public enum FakeStepKind
{
    /// <summary>Sends bytes as one write, flushed.</summary>
    Send,

    /// <summary>Waits for a gate that the test opens.</summary>
    Wait,

    /// <summary>Ends the body as its framing says. The same as running out of steps.</summary>
    End,

    /// <summary>Closes the connection (FIN) without the end that the framing promised.</summary>
    Cut,

    /// <summary>Resets the connection (RST); on HTTP/2 the stream.</summary>
    Reset,

    /// <summary>Sends nothing more and waits until the client goes away.</summary>
    HoldOpen,
}
