using Chat.Core.Completions;

namespace Chat.Core.Errors;

/// <summary>
/// The one exception of the public edge: raised where a failure is understood, mapped once at each door. Its message is one sentence
/// of what happened and its advice one sentence of what to do; neither ever holds a secret.
/// A caller's own cancellation is not one of these: it is an <see cref="OperationCanceledException"/>, as everywhere in .NET.
/// </summary>
/// <param name="kind">What went wrong.</param>
/// <param name="message">One sentence: what happened.</param>
/// <param name="advice">One sentence: what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class ChatException(ChatErrorKind kind, string message, string advice, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public ChatErrorKind Kind { get; } = kind;

    /// <summary>One sentence: what to do.</summary>
    public string Advice { get; } = advice;

    /// <summary>True when the same request may go through later without a change.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>About how long to wait before the same request is sent again; null when nothing is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status, when a server answered with one.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The server's id of the request, when it gave one.</summary>
    public string? RequestId { get; init; }

    /// <summary>What had come before the failure, when anything had.</summary>
    public ChatCompletion? Partial { get; init; }

    /// <summary>The same failure with what had come before it.</summary>
    /// <param name="partial">What had come.</param>
    public ChatException WithPartial(ChatCompletion partial) => Again(partial: partial);

    /// <summary>The same failure, caused by this one, for somebody else who waits for it or with what is known by now.</summary>
    /// <param name="advice">One sentence: what to do; null keeps the advice.</param>
    /// <param name="requestId">The server's id of the request; null keeps what is known.</param>
    /// <param name="partial">What had come before it; null keeps what is known.</param>
    public ChatException Again(string? advice = null, string? requestId = null, ChatCompletion? partial = null) =>
        new(Kind, Message, advice ?? Advice, this)
        {
            IsRetryable = IsRetryable,
            RetryAfter = RetryAfter,
            HttpStatus = HttpStatus,
            RequestId = requestId ?? RequestId,
            Partial = partial ?? Partial,
        };
}
