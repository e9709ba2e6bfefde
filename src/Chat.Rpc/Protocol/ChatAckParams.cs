namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>chat/ack</c>: how far the reader of a stream with a window is.</summary>
public sealed record ChatAckParams
{
    /// <summary>The stream.</summary>
    public required RpcId Stream { get; init; }

    /// <summary>The last piece that was used up; with a window of <c>w</c>, pieces up to <c>seq + w</c> may come.</summary>
    public required long Seq { get; init; }
}
