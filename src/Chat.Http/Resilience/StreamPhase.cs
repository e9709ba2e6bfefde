namespace Chat.Http.Resilience;

/// <summary>Where a request stands; each phase has its own limit.</summary>
internal enum StreamPhase
{
    /// <summary>Between attempts: only the total limit runs.</summary>
    Waiting = 0,

    /// <summary>An attempt waits for a connection.</summary>
    Connecting,

    /// <summary>The request is on its way and nothing has come of the answer.</summary>
    FirstToken,

    /// <summary>Payload has come.</summary>
    Streaming,
}
