namespace Chat.Rpc.Dispatch;

/// <summary>Why a connection ended.</summary>
public enum RpcEndReason
{
    /// <summary>The peer ended its bytes between two frames.</summary>
    PeerClosed,

    /// <summary>The peer sent <c>exit</c> after <c>shutdown</c>.</summary>
    Exit,

    /// <summary>The peer sent <c>exit</c> without <c>shutdown</c>.</summary>
    ExitWithoutShutdown,

    /// <summary>The peer sent what is no frame.</summary>
    BadFrame,

    /// <summary>Bytes could not be read or written.</summary>
    Broken,

    /// <summary>This end disposed of the connection.</summary>
    Disposed,

    /// <summary>A fault of this program.</summary>
    Fault,
}
