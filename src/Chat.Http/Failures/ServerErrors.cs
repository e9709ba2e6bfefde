using System.Net.Http.Headers;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Resilience;

namespace Chat.Http.Failures;

/// <summary>
/// From an answer that is no completion to the one exception of the public edge. The server's own words are quoted: cleaned, without
/// secrets, and at most <see cref="ServerText.MaxLength"/> characters.
/// </summary>
internal static class ServerErrors
{
    /// <summary>Reads a failed answer's body, at most <see cref="ErrorBody.MaxBytes"/>, and says what the answer means.</summary>
    /// <param name="response">The answer: any status but that of a good stream. The caller disposes of it.</param>
    /// <param name="peer">The server.</param>
    /// <param name="time">The clock, for a date in <c>Retry-After</c>.</param>
    /// <param name="token">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ServerFailureException> ReadAsync(
        HttpResponseMessage response,
        Peer peer,
        TimeProvider time,
        CancellationToken token
    )
    {
        var body = new byte[ErrorBody.MaxBytes];
        var length = 0;
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                int read;
                while (
                    length < body.Length
                    && (read = await stream.ReadAsync(body.AsMemory(length), token).ConfigureAwait(false)) > 0
                )
                {
                    length += read;
                }
            }
        }
        catch (Exception cause)
            when (cause is not OperationCanceledException
                && !token.IsCancellationRequested
                && ConnectionErrors.Knows(cause)
            )
        {
            // The status says enough, and what did come of the body is used: the failure to report is the server's, not this one.
            return From(response, body.AsSpan(0, length), peer, time.GetUtcNow());
        }

        return From(response, body.AsSpan(0, length), peer, time.GetUtcNow());
    }

    /// <summary>Says what a failed answer means.</summary>
    /// <param name="response">The answer's status and headers.</param>
    /// <param name="body">Its body, or the beginning of it.</param>
    /// <param name="peer">The server.</param>
    /// <param name="now">The present, for a date in <c>Retry-After</c>.</param>
    public static ServerFailureException From(
        HttpResponseMessage response,
        ReadOnlySpan<byte> body,
        Peer peer,
        DateTimeOffset now
    )
    {
        var facts = ErrorBody.Read(body);
        var status = (int)response.StatusCode;
        var requestId = RequestIds.Of(response.Headers, peer);

        // A good status whose body is an error (OpenRouter), or a page where an answer should be.
        if (status < 300 && facts.Shape == ErrorBodyShape.Json)
        {
            return new ServerFailureException(InBand(facts, peer, requestId), default);
        }

        var kind = ErrorKindRules.Of(status, facts);
        var advice = RetryAdvice.From(response.Headers, now);
        var failure = new ChatException(kind, Message(response, facts, peer), ErrorAdvice.For(kind, status))
        {
            HttpStatus = status,
            RequestId = requestId,
            IsRetryable = ErrorKindRules.IsRetryable(kind),
            RetryAfter = advice.After,
        };
        return new ServerFailureException(failure, advice);
    }

    /// <summary>
    /// Looks for an error where a chunk or an answer should be: a member <c>error</c> at the top that is not null, false or empty, or
    /// <c>"object":"error"</c>. Cheap when there is none: one search for a word.
    /// </summary>
    /// <param name="json">The data of an event, a line, or a body. What is not JSON is left to its reader: no error.</param>
    /// <param name="peer">The server.</param>
    /// <param name="requestId">The server's id of the request, if it gave one.</param>
    /// <returns>The error, with the status that its <c>code</c> holds; null when there is none.</returns>
    public static ChatException? FindInBand(ReadOnlySpan<byte> json, Peer peer, string? requestId = null) =>
        InBandScan.IsError(json) ? InBand(ErrorBody.Read(json), peer, requestId) : null;

    /// <summary>The error of an event that is named one (<c>event: error</c>), whatever its data.</summary>
    /// <param name="data">The event's data.</param>
    /// <param name="peer">The server.</param>
    /// <param name="requestId">The server's id of the request, if it gave one.</param>
    public static ChatException FromErrorEvent(ReadOnlySpan<byte> data, Peer peer, string? requestId = null) =>
        InBand(ErrorBody.Read(data), peer, requestId);

    private static ChatException InBand(ErrorFacts facts, Peer peer, string? requestId)
    {
        var kind = ErrorKindRules.OfInBand(facts);
        var text = facts.Text is null ? "" : peer.Clean(facts.Text);
        return new ChatException(
            kind,
            $"{peer.Name} reported an error in its answer{(text.Length > 0 ? $": \"{text}\"" : "")}.",
            ErrorAdvice.For(kind, facts.Status)
        )
        {
            HttpStatus = facts.Status,
            RequestId = requestId,
            IsRetryable = ErrorKindRules.IsRetryable(kind),
        };
    }

    private static string Message(HttpResponseMessage response, ErrorFacts facts, Peer peer)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return $"{peer.Name} answered {status}, a redirect{Target(response.Headers, peer)}.";
        }

        var text = facts.Text is null ? "" : peer.Clean(facts.Text);
        return (facts.Shape, text.Length > 0) switch
        {
            (ErrorBodyShape.Empty, _) => $"{peer.Name} answered {status} with an empty body.",
            (ErrorBodyShape.Html, false) => $"{peer.Name} answered {status} with an HTML page.",
            (ErrorBodyShape.Html, true) => $"{peer.Name} answered {status} with an HTML page titled \"{text}\".",
            (_, false) => $"{peer.Name} answered {status} without saying why.",
            _ => $"{peer.Name} answered {status}{Field(facts, peer)}: \"{text}\".",
        };
    }

    private static string Field(ErrorFacts facts, Peer peer) =>
        facts.Parameter is { } field && peer.Clean(field, 100) is { Length: > 0 } name ? $" about {name}" : "";

    // Only the host: path and query may hold what the request held.
    private static string Target(HttpResponseHeaders headers, Peer peer)
    {
        if (
            !headers.NonValidated.TryGetValues("Location", out var values)
            || !Uri.TryCreate(values.ToString(), UriKind.RelativeOrAbsolute, out var target)
        )
        {
            return "";
        }

        return target.IsAbsoluteUri && target.Host.Length > 0
            ? $" to {peer.Clean(target.Authority, 200)}"
            : " to another path";
    }
}
