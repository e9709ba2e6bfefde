using Chat.Rpc.Framing;

namespace Chat.Rpc.Dispatch;

/// <summary>How a connection ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">One sentence: what happened.</param>
public sealed record RpcEnd(RpcEndReason Reason, string Message)
{
    /// <summary>What was wrong with the frame; none when the reason is another.</summary>
    public FrameFault FrameFault { get; init; }

    /// <summary>The cause, if there is one.</summary>
    public Exception? Error { get; init; }

    /// <summary>The exit code of a server by LSP 3.17: 0 after <c>shutdown</c> and <c>exit</c>, else 1.</summary>
    public int ExitCode => Reason == RpcEndReason.Exit ? 0 : 1;
}
