namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>$/cancelRequest</c>. The request is still answered, once. Source: LSP 3.17.</summary>
public sealed record CancelParams
{
    /// <summary>The request.</summary>
    public required RpcId Id { get; init; }
}
