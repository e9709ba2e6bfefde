using Chat.Core.Errors;

namespace Chat.Daemon.Routing;

/// <summary>Tells where a person sets the time limits of a server: the sentences about them are for programs too, and name none.</summary>
internal static class LimitAdvice
{
    private static readonly (string Limit, string Place)[] Places =
    [
        ("the connect limit", "\"connect\" in the \"timeouts\" of its profile"),
        ("the first-token limit", "\"firstToken\" in the \"timeouts\" of its profile"),
        ("the idle limit", "\"idle\" in the \"timeouts\" of its profile"),
        ("the total limit", "\"total\" in the \"timeouts\" of its profile"),
    ];

    /// <summary>The advice for a failure of a request.</summary>
    /// <param name="failure">The failure.</param>
    public static string Of(ChatException failure)
    {
        var advice = failure.Advice;
        foreach (var (limit, place) in IsLimit(failure) ? Places : [])
        {
            advice = advice.Replace(limit, place, StringComparison.Ordinal);
        }

        return advice;
    }

    /// <summary>A failure of a command that sets the limit itself, with <c>--timeout</c>.</summary>
    /// <param name="failure">The failure.</param>
    public static ChatException OfProbe(ChatException failure) =>
        failure.Kind == ChatErrorKind.TotalTimeout
            ? new ChatException(failure.Kind, failure.Message, "Give the server more time with --timeout.", failure)
            : new ChatException(failure.Kind, failure.Message, Of(failure), failure)
            {
                HttpStatus = failure.HttpStatus,
                RequestId = failure.RequestId,
            };

    private static bool IsLimit(ChatException failure) =>
        failure.Kind
            is ChatErrorKind.ConnectTimeout
                or ChatErrorKind.FirstTokenTimeout
                or ChatErrorKind.IdleTimeout
                or ChatErrorKind.TotalTimeout;
}
