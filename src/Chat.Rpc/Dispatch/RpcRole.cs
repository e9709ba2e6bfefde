namespace Chat.Rpc.Dispatch;

/// <summary>The two ends of a connection.</summary>
public enum RpcRole
{
    /// <summary>The end that sends <c>initialize</c>.</summary>
    Client,

    /// <summary>The end that answers it, and nothing before it.</summary>
    Server,
}
