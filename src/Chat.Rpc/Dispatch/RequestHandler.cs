using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>Reads the params of one method, and answers.</summary>
internal abstract class RequestHandler
{
    /// <summary>Reads the params of a request.</summary>
    /// <param name="json">The params; empty for none.</param>
    /// <param name="answer">Makes the answer, when the params fit.</param>
    /// <returns>Why they do not fit; null when they do.</returns>
    public abstract RpcError? Read(
        ReadOnlySpan<byte> json,
        out Func<RpcCall, CancellationToken, Task<MessageBuffer>>? answer
    );
}
