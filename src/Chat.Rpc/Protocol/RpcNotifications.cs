namespace Chat.Rpc.Protocol;

/// <summary>The notifications of the protocol.</summary>
public static class RpcNotifications
{
    /// <summary>The client has read the answer to <c>initialize</c>.</summary>
    public static RpcNotification<NoFields> Initialized { get; } = new("initialized", RpcJson.Of<NoFields>());

    /// <summary>Ends the connection.</summary>
    public static RpcNotification<NoFields> Exit { get; } = new("exit", RpcJson.Of<NoFields>());

    /// <summary>Stops a request, which is still answered.</summary>
    public static RpcNotification<CancelParams> Cancel { get; } = new("$/cancelRequest", RpcJson.Of<CancelParams>());

    /// <summary>Tells how far a request is.</summary>
    public static RpcNotification<ProgressParams> Progress { get; } = new("$/progress", RpcJson.Of<ProgressParams>());

    /// <summary>The next piece of a stream.</summary>
    public static RpcNotification<ChatChunkParams> ChatChunk { get; } =
        new("chat/chunk", RpcJson.Of<ChatChunkParams>());

    /// <summary>How far the reader of a stream is.</summary>
    public static RpcNotification<ChatAckParams> ChatAck { get; } = new("chat/ack", RpcJson.Of<ChatAckParams>());

    /// <summary>The engine's state changed.</summary>
    public static RpcNotification<StatusResult> StatusChanged { get; } =
        new("status/changed", RpcJson.Of<StatusResult>());

    /// <summary>
    /// The engine host ends, and takes no more requests: what it refuses or leaves unanswered after this goes to the next one. Not a crash.
    /// </summary>
    public static RpcNotification<NoFields> EngineClosing { get; } = new("engine/closing", RpcJson.Of<NoFields>());
}
