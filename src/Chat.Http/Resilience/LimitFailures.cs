using Chat.Core.Errors;

namespace Chat.Http.Resilience;

/// <summary>The failures of the four time limits.</summary>
internal static class LimitFailures
{
    /// <summary>The failure of one limit. All but the total limit are retryable: the same request may go through later.</summary>
    /// <param name="kind">Which limit: one of the four timeouts.</param>
    /// <param name="limits">The limits, for how long it is.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="cause">What the cancelled work threw.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is no timeout.</exception>
    public static ChatException Of(ChatErrorKind kind, TimeLimits limits, string server, Exception cause)
    {
        var (limit, what, advice) = kind switch
        {
            ChatErrorKind.ConnectTimeout => (
                limits.Connect,
                $"No connection to {server}",
                "Check that the server runs and that address, port and proxy are right, or raise the connect limit."
            ),
            ChatErrorKind.FirstTokenTimeout => (
                limits.FirstToken,
                $"No first token from {server}",
                "Raise the first-token limit if the server loads a model or reads a long prompt, or try again later."
            ),
            ChatErrorKind.IdleTimeout => (
                limits.Idle,
                $"No further token from {server}",
                "Try again, or raise the idle limit if the server pauses that long."
            ),
            ChatErrorKind.TotalTimeout => (
                limits.Total,
                $"No full answer from {server}",
                "Raise the total limit, or ask for a shorter answer."
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        var within = limit is { } time ? $" within the limit of {DurationText.Of(time)}" : " in time";
        return new ChatException(kind, $"{what}{within}.", advice, cause)
        {
            IsRetryable = kind != ChatErrorKind.TotalTimeout,
        };
    }
}
