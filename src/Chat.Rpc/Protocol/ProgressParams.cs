namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>$/progress</c>. Source: LSP 3.17; the value is this project's.</summary>
public sealed record ProgressParams
{
    /// <summary>The token that the request gave.</summary>
    public required RpcId Token { get; init; }

    /// <summary>How far it is.</summary>
    public required ProgressValue Value { get; init; }
}
