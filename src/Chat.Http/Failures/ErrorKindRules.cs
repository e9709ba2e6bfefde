using Chat.Core.Errors;

namespace Chat.Http.Failures;

/// <summary>From a status and a body's facts to a kind of the closed list. Pure.</summary>
internal static class ErrorKindRules
{
    /// <summary>The kind of a failed answer.</summary>
    /// <param name="status">The status; one outside 400 to 599 stands for an answer that is no answer.</param>
    /// <param name="facts">What the body says.</param>
    public static ChatErrorKind Of(int status, ErrorFacts facts) => BySigns(status, facts) ?? ByStatus(status);

    /// <summary>The kind of an error that came inside a good answer.</summary>
    /// <param name="facts">What it says.</param>
    public static ChatErrorKind OfInBand(ErrorFacts facts) => Of(AssumedStatus(facts), facts);

    /// <summary>Whether a server's failure of this kind may pass when the same request is sent again.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsRetryable(ChatErrorKind kind) =>
        kind
            is ChatErrorKind.RateLimited
                or ChatErrorKind.Overloaded
                or ChatErrorKind.Connection
                or ChatErrorKind.FirstTokenTimeout
                or ChatErrorKind.EngineCrashed;

    private static int AssumedStatus(ErrorFacts facts)
    {
        if (facts.Status is { } status)
        {
            return status;
        }

        foreach (var code in facts.Codes)
        {
            if (ErrorSigns.StatusOfCode.TryGetValue(code, out var known))
            {
                return known;
            }
        }

        return facts.HasCode(ErrorSigns.KeyCodes) ? 401
            : facts.HasCode(ErrorSigns.ModelCodes) ? 404
            : IsContext(facts) || IsFiltered(facts) ? 400
            : IsQuota(facts) ? 429
            : 500;
    }

    // What the words say counts only where the status leaves it open: a 401 about a "quota" page stays a 401.
    private static ChatErrorKind? BySigns(int status, ErrorFacts facts) =>
        status switch
        {
            400 or 413 or 422 or 500 when IsContext(facts) => ChatErrorKind.ContextOverflow,
            400 or 403 or 422 or 451 or 500 when IsFiltered(facts) => ChatErrorKind.ContentFiltered,
            400 or 403 or 429 when IsQuota(facts) => ChatErrorKind.QuotaExceeded,
            400 or 422 when facts.HasCode(ErrorSigns.ModelCodes) => ChatErrorKind.NotFound,
            400 or 422 when facts.HasCode(ErrorSigns.KeyCodes) || facts.Says(ErrorSigns.KeyPhrases) =>
                ChatErrorKind.Authentication,
            500 or 503 when facts.Says(ErrorSigns.MemoryPhrases) => ChatErrorKind.OutOfMemory,
            _ => null,
        };

    private static ChatErrorKind ByStatus(int status) =>
        status switch
        {
            401 or 407 => ChatErrorKind.Authentication,
            402 => ChatErrorKind.QuotaExceeded,
            403 or 451 => ChatErrorKind.Permission,
            404 or 405 or 410 => ChatErrorKind.NotFound,
            // The server or its gateway gave up on a wait of its own; with the status set this cannot be taken for our limit.
            408 or 504 or 524 or 598 or 599 => ChatErrorKind.FirstTokenTimeout,
            409 => ChatErrorKind.Overloaded,
            421 or 426 or 505 => ChatErrorKind.Protocol,
            // The server lacks what the request asks for, today and tomorrow (llama-server).
            501 => ChatErrorKind.InvalidRequest,
            429 => ChatErrorKind.RateLimited,
            >= 400 and < 500 => ChatErrorKind.InvalidRequest,
            503 or 529 => ChatErrorKind.Overloaded,
            // The proxy in front (Cloudflare's own are 520 to 530) has no connection to the server behind it.
            502 or (>= 520 and <= 530) => ChatErrorKind.Connection,
            >= 500 and < 600 => ChatErrorKind.EngineCrashed,
            _ => ChatErrorKind.Protocol,
        };

    private static bool IsContext(ErrorFacts facts) =>
        facts.HasCode(ErrorSigns.ContextCodes) || facts.Says(ErrorSigns.ContextPhrases);

    private static bool IsFiltered(ErrorFacts facts) => facts.Flagged || facts.HasCode(ErrorSigns.FilterCodes);

    private static bool IsQuota(ErrorFacts facts) =>
        facts.HasCode(ErrorSigns.QuotaCodes) || facts.Says(ErrorSigns.QuotaPhrases);
}
