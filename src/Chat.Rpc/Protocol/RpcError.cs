namespace Chat.Rpc.Protocol;

/// <summary>An error as it is answered. Source: JSON-RPC 2.0, "Error object".</summary>
public sealed record RpcError
{
    /// <summary>The code, one of <see cref="Dispatch.RpcErrorCodes"/>.</summary>
    public required int Code { get; init; }

    /// <summary>One sentence: what happened.</summary>
    public required string Message { get; init; }

    /// <summary>What more is known; null when a peer of another make says nothing.</summary>
    public RpcErrorData? Data { get; init; }
}
