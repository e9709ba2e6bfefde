using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>Maps failures to error answers and back.</summary>
internal static class RpcErrors
{
    // A day: a wait longer than that is no retry, and is taken for not said.
    private const long MaxRetryAfterMs = 24 * 60 * 60 * 1000;

    /// <summary>The error answer of a failure.</summary>
    /// <param name="failure">The failure.</param>
    public static RpcError From(ChatException failure) =>
        new()
        {
            Code = failure.Kind switch
            {
                ChatErrorKind.InvalidRequest => RpcErrorCodes.InvalidParams,
                ChatErrorKind.Cancelled => RpcErrorCodes.RequestCancelled,
                ChatErrorKind.Internal => RpcErrorCodes.InternalError,
                _ => RpcErrorCodes.RequestFailed,
            },
            Message = failure.Message,
            Data = new RpcErrorData
            {
                Kind = failure.Kind.ToWireName(),
                Advice = failure.Advice,
                Retryable = failure.IsRetryable,
                RetryAfterMs = failure.RetryAfter is { } after ? (long)Math.Ceiling(after.TotalMilliseconds) : null,
                HttpStatus = failure.HttpStatus,
                RequestId = failure.RequestId,
                Partial = failure.Partial,
            },
        };

    /// <summary>An error answer of this library's own.</summary>
    /// <param name="code">The code.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="message">One sentence: what happened.</param>
    /// <param name="advice">One sentence: what to do.</param>
    /// <param name="field">The field that is wrong; null when it is not about one.</param>
    public static RpcError Of(int code, ChatErrorKind kind, string message, string advice, string? field = null) =>
        new()
        {
            Code = code,
            Message = message,
            Data = new RpcErrorData
            {
                Kind = kind.ToWireName(),
                Advice = advice,
                Retryable = kind == ChatErrorKind.Overloaded,
                Field = field,
            },
        };

    /// <summary>The answer to a request that its caller cancelled.</summary>
    public static RpcError Cancelled { get; } =
        Of(
            RpcErrorCodes.RequestCancelled,
            ChatErrorKind.Cancelled,
            "The request was cancelled.",
            "Send it again if its answer is wanted after all."
        );

    /// <summary>The answer to a message that breaks the protocol.</summary>
    /// <param name="message">One sentence: how.</param>
    public static RpcError Invalid(string message) =>
        Of(
            RpcErrorCodes.InvalidRequest,
            ChatErrorKind.Protocol,
            message,
            "Correct the program that sent it: see JSON-RPC 2.0 and LSP 3.17."
        );

    /// <summary>The answer to bytes that are not a message.</summary>
    /// <param name="message">One sentence: why not.</param>
    public static RpcError Unreadable(string message) =>
        Of(
            RpcErrorCodes.ParseError,
            ChatErrorKind.Protocol,
            message,
            "Correct the program that sent it: see JSON-RPC 2.0 and LSP 3.17."
        );

    /// <summary>The failure that an error answer tells.</summary>
    /// <param name="error">The error.</param>
    /// <param name="method">The method that was called.</param>
    public static ChatException ToException(RpcError error, string method)
    {
        var data = error.Data;
        var kind = data?.Kind is { } name && ChatErrorKinds.TryParse(name, out var known) ? known : KindOf(error.Code);
        return new ChatException(
            kind,
            error.Message,
            data?.Advice
                ?? $"See what the peer says about {method}: it answered with the code {error.Code} and no advice."
        )
        {
            IsRetryable = data?.Retryable ?? false,
            RetryAfter = After(data?.RetryAfterMs),
            HttpStatus = data?.HttpStatus,
            RequestId = data?.RequestId,
            Partial = data?.Partial,
        };
    }

    // A peer of another make may say anything.
    private static TimeSpan? After(long? milliseconds) =>
        milliseconds is >= 0 and <= MaxRetryAfterMs ? TimeSpan.FromMilliseconds(milliseconds.Value) : null;

    private static ChatErrorKind KindOf(int code) =>
        code switch
        {
            RpcErrorCodes.InvalidParams => ChatErrorKind.InvalidRequest,
            RpcErrorCodes.RequestCancelled => ChatErrorKind.Cancelled,
            RpcErrorCodes.ParseError
            or RpcErrorCodes.InvalidRequest
            or RpcErrorCodes.MethodNotFound
            or RpcErrorCodes.NotInitialized => ChatErrorKind.Protocol,
            _ => ChatErrorKind.Internal,
        };
}
