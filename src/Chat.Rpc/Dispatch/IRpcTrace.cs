using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// Is told what passes over a connection. Called from several threads at once; what it throws ends the connection. Bodies hold prompts
/// and answers: whoever writes them down removes secrets first.
/// </summary>
public interface IRpcTrace
{
    /// <summary>A message came.</summary>
    /// <param name="body">Its body, before it was looked at.</param>
    void Received(ReadOnlySpan<byte> body);

    /// <summary>A message is sent.</summary>
    /// <param name="body">Its body.</param>
    void Sent(ReadOnlySpan<byte> body);

    /// <summary>A request of the peer was answered; its answer may still wait to be sent.</summary>
    /// <param name="id">Its id; null when none could be read, or it was that of an open request.</param>
    /// <param name="method">The method, as the peer wrote it; empty when none could be read.</param>
    /// <param name="took">How long it was open.</param>
    /// <param name="error">The error that it was answered with; null for a result.</param>
    void Answered(RpcId? id, string method, TimeSpan took, RpcError? error);

    /// <summary>Something was left aside that nobody is answered for: a notification that cannot be read, an answer that nobody waits for.</summary>
    /// <param name="what">One sentence.</param>
    void LeftAside(string what);

    /// <summary>A handler failed with what is no <c>ChatException</c>: a fault of the program. The caller got an error answer without its text.</summary>
    /// <param name="method">The method.</param>
    /// <param name="fault">The fault.</param>
    void HandlerFault(string method, Exception fault);
}
