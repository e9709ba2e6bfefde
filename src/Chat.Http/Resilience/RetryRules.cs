using Chat.Core.Errors;

namespace Chat.Http.Resilience;

/// <summary>Whether a failure before the first token is tried again, and after which wait. Pure.</summary>
internal static class RetryRules
{
    /// <summary>
    /// Whether to try again. The server's <c>x-should-retry</c> is obeyed, except that its yes does not help where the same request cannot
    /// pass: a refused key, a wrong field, a spent quota. A first-token limit of ours is not tried again, though the failure is
    /// retryable: the caller has waited as long as asked, and the server may still be at work on what it will bill.
    /// </summary>
    /// <param name="failure">The failure.</param>
    /// <param name="advice">What the server said.</param>
    public static bool Allows(ChatException failure, RetryAdvice advice)
    {
        if (IsFinal(failure))
        {
            return false;
        }

        return advice.ShouldRetry ?? failure.IsRetryable;
    }

    /// <summary>The wait before a retry: the server's, when it asked for one within bounds; else our own, doubling, less a random share.</summary>
    /// <param name="options">The options.</param>
    /// <param name="retry">Which retry comes: 0 for the first.</param>
    /// <param name="advice">What the server said.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    public static TimeSpan Delay(RetryOptions options, int retry, RetryAdvice advice, double random)
    {
        if (advice.After is { } asked && asked <= options.MaxRetryAfter)
        {
            return asked;
        }

        // In doubles: a doubling that leaves TimeSpan's range is cut to MaxDelay before it becomes one.
        var seconds = Math.Min(options.BaseDelay.TotalSeconds * Math.Pow(2, retry), options.MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - (options.Jitter * random)));
    }

    private static bool IsFinal(ChatException failure) =>
        failure.HttpStatus is >= 300 and < 400 or 400 or 401 or 402 or 403 or 404 or 422
        || failure.Kind
            is ChatErrorKind.Authentication
                or ChatErrorKind.Permission
                or ChatErrorKind.NotFound
                or ChatErrorKind.QuotaExceeded
                or ChatErrorKind.ContextOverflow
                or ChatErrorKind.ContentFiltered
                or ChatErrorKind.Cancelled
                or ChatErrorKind.TotalTimeout
                or ChatErrorKind.IdleTimeout
        || failure is { Kind: ChatErrorKind.FirstTokenTimeout, HttpStatus: null };
}
