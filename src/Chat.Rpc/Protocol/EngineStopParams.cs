namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>engine/stop</c>. The answer comes when the host takes no more requests and the next one can start.</summary>
public sealed record EngineStopParams
{
    /// <summary>True lets the requests that run come to their end; false cancels them. Default: false.</summary>
    public bool Drain { get; init; }
}
