namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>models/load</c>, <c>models/unload</c> and <c>models/pull</c>.</summary>
public sealed record ModelParams
{
    /// <summary>The model reference.</summary>
    public required string Model { get; init; }

    /// <summary>The token of <c>$/progress</c>; null for none.</summary>
    public RpcId? Progress { get; init; }
}
