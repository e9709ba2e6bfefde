namespace Chat.Rpc.Dispatch;

/// <summary>The codes of error answers. Sources: JSON-RPC 2.0, "Error object"; LSP 3.17, <c>ErrorCodes</c> and <c>LSPErrorCodes</c>.</summary>
public static class RpcErrorCodes
{
    /// <summary>The body is not JSON, or the frame cannot be read.</summary>
    public const int ParseError = -32700;

    /// <summary>The JSON is not a message, or one that may not come now.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>There is no such method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The params do not fit the method.</summary>
    public const int InvalidParams = -32602;

    /// <summary>A fault of the program that was asked.</summary>
    public const int InternalError = -32603;

    /// <summary>A request came before <c>initialize</c>.</summary>
    public const int NotInitialized = -32002;

    /// <summary>The caller cancelled the request.</summary>
    public const int RequestCancelled = -32800;

    /// <summary>The request is sound but failed; the data say why.</summary>
    public const int RequestFailed = -32803;
}
