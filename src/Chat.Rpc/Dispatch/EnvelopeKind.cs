namespace Chat.Rpc.Dispatch;

/// <summary>What a message is.</summary>
internal enum EnvelopeKind
{
    /// <summary>No message; the fault says why.</summary>
    Broken = 0,

    /// <summary>A request.</summary>
    Request,

    /// <summary>A notification.</summary>
    Notification,

    /// <summary>An answer with a result.</summary>
    Result,

    /// <summary>An answer with an error.</summary>
    Error,

    /// <summary>An answer that cannot be read; the fault says why.</summary>
    BrokenAnswer,
}
