using Chat.Core.Errors;

namespace Chat.Http.Resilience;

/// <summary>
/// How long a request to a server may take, phase by phase. Null stands for no limit. They replace <see cref="HttpClient.Timeout"/>, which
/// ends when the headers are read and so guards no stream.
/// </summary>
public sealed record TimeLimits
{
    /// <summary>The longest limit that can be set: 24 days, as timers count milliseconds in 31 bits. Null is the way to say "none".</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(24);

    /// <summary>The default limits.</summary>
    public static TimeLimits Default { get; } = new();

    /// <summary>No limit in any phase.</summary>
    public static TimeLimits None { get; } =
        new()
        {
            Connect = null,
            FirstToken = null,
            Idle = null,
        };

    /// <summary>
    /// From the start of an attempt until a connection is ready to take the request: name look-up, proxy, TCP and TLS, and the wait for a
    /// pooled connection. Default 10 seconds.
    /// </summary>
    public TimeSpan? Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// From then until the first piece of payload. Default 5 minutes: local servers load the model and read the whole prompt in this time,
    /// often before they send a header; hosted ones reason unseen in it.
    /// An answer that is asked for whole comes in one piece, when all of it is made: then this limit covers the making, and there is no
    /// other before <see cref="Total"/>. Stream long answers, or raise it.
    /// </summary>
    public TimeSpan? FirstToken { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Between two pieces of payload; comments that only keep the connection open do not count. Default 2 minutes: the slowest
    /// machine makes a token in seconds, but several servers hold a tool call back until all of it is made.
    /// </summary>
    public TimeSpan? Idle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From the first attempt to the last piece, the waits between attempts included. Default none.</summary>
    public TimeSpan? Total { get; init; }

    /// <summary>Checks every limit.</summary>
    /// <exception cref="ChatException">
    /// A limit is zero, negative or over <see cref="Longest"/>: kind <see cref="ChatErrorKind.InvalidRequest"/>, the limit named in the message.
    /// </exception>
    public void Check()
    {
        Check(nameof(Connect), Connect);
        Check(nameof(FirstToken), FirstToken);
        Check(nameof(Idle), Idle);
        Check(nameof(Total), Total);
    }

    private static void Check(string name, TimeSpan? limit)
    {
        if (limit is { } time && (time <= TimeSpan.Zero || time > Longest))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The time limit {name} is {DurationText.Of(time)}.",
                $"Give a time over 0 and up to {DurationText.Of(Longest)}, or none for no limit."
            );
        }
    }
}
