namespace Chat.Rpc.Protocol;

/// <summary>The notifications of the protocol.</summary>
public static class RpcNotifications
{
    /// <summary>The client has read the answer to <c>initialize</c>.</summary>
    public static RpcNotification<NoFields> Initialized { get; } = new("initialized", RpcJsonContext.Default.NoFields);

    /// <summary>Ends the connection.</summary>
    public static RpcNotification<NoFields> Exit { get; } = new("exit", RpcJsonContext.Default.NoFields);

    /// <summary>Stops a request, which is still answered.</summary>
    public static RpcNotification<CancelParams> Cancel { get; } =
        new("$/cancelRequest", RpcJsonContext.Default.CancelParams);

    /// <summary>Tells how far a request is.</summary>
    public static RpcNotification<ProgressParams> Progress { get; } =
        new("$/progress", RpcJsonContext.Default.ProgressParams);

    /// <summary>The next piece of a stream.</summary>
    public static RpcNotification<ChatChunkParams> ChatChunk { get; } =
        new("chat/chunk", RpcJsonContext.Default.ChatChunkParams);

    /// <summary>How far the reader of a stream is.</summary>
    public static RpcNotification<ChatAckParams> ChatAck { get; } =
        new("chat/ack", RpcJsonContext.Default.ChatAckParams);

    /// <summary>The engine's state changed.</summary>
    public static RpcNotification<StatusResult> StatusChanged { get; } =
        new("status/changed", RpcJsonContext.Default.StatusResult);
}
