namespace Chat.Rpc.Protocol;

/// <summary>The notifications of the protocol.</summary>
public static class RpcNotifications
{
    /// <summary>The client has read the answer to <c>initialize</c>.</summary>
    public static RpcNotification<NoFields> Initialized { get; } = new("initialized");

    /// <summary>Ends the connection.</summary>
    public static RpcNotification<NoFields> Exit { get; } = new("exit");

    /// <summary>Stops a request, which is still answered.</summary>
    public static RpcNotification<CancelParams> Cancel { get; } = new("$/cancelRequest");

    /// <summary>Tells how far a request is.</summary>
    public static RpcNotification<ProgressParams> Progress { get; } = new("$/progress");

    /// <summary>The next piece of a stream.</summary>
    public static RpcNotification<ChatChunkParams> ChatChunk { get; } = new("chat/chunk");

    /// <summary>How far the reader of a stream is.</summary>
    public static RpcNotification<ChatAckParams> ChatAck { get; } = new("chat/ack");

    /// <summary>The engine's state changed.</summary>
    public static RpcNotification<StatusResult> StatusChanged { get; } = new("status/changed");

    /// <summary>
    /// The engine host ends, and takes no more requests: what it refuses or leaves unanswered after this goes to the next one. Not a crash.
    /// </summary>
    public static RpcNotification<NoFields> EngineClosing { get; } = new("engine/closing");
}
