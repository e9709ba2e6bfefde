using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>A request of ours that waits for its answer.</summary>
internal abstract class PendingCall
{
    /// <summary>The request's id.</summary>
    public required RpcId Id { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The result came.</summary>
    /// <param name="json">The result.</param>
    public abstract void Complete(ReadOnlySpan<byte> json);

    /// <summary>There will be no result.</summary>
    /// <param name="failure">Why.</param>
    public abstract void Fail(ChatException failure);
}
