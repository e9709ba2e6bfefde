namespace Chat.Rpc.Dispatch;

/// <summary>
/// The cause of a <see cref="Chat.Core.Errors.ChatException"/> that a caller gets when its connection ends before the answer. It tells a
/// lost peer from a peer that answered with a failed connection of its own.
/// </summary>
/// <param name="end">How the connection ended.</param>
public sealed class RpcConnectionLostException(RpcEnd end) : IOException(end?.Message, end?.Error)
{
    /// <summary>How the connection ended.</summary>
    public RpcEnd End { get; } = end ?? throw new ArgumentNullException(nameof(end));
}
