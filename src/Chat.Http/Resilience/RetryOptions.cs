using Chat.Core.Errors;

namespace Chat.Http.Resilience;

/// <summary>
/// How a request that failed before its first token is sent again. The defaults are those of the official OpenAI clients: two retries,
/// half a second doubling to eight.
/// </summary>
public sealed record RetryOptions
{
    /// <summary>The default options.</summary>
    public static RetryOptions Default { get; } = new();

    /// <summary>The most times a request is sent again; 0 to 10. Default 2; 0 turns retries off.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>The wait before the first retry; it doubles with each. Over 0 and up to <see cref="MaxDelay"/>. Default 0.5 seconds.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest such wait; up to an hour. Default 8 seconds.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The greatest share of such a wait that is taken off at random, so that clients that failed together do not come back together;
    /// 0 to 1. Default 0.25. A wait that the server asked for is kept as it is.
    /// </summary>
    public double Jitter { get; init; } = 0.25;

    /// <summary>
    /// The longest wait that a server may ask for; 0 to an hour. Default 60 seconds. A longer one is ignored, and our own wait taken: a
    /// person waits here.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Checks every range.</summary>
    /// <exception cref="ChatException">
    /// A value is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>, the option named in the message.
    /// </exception>
    public void Check()
    {
        Require(MaxRetries is >= 0 and <= 10, nameof(MaxRetries), $"{MaxRetries}", "a number from 0 to 10");
        Require(MaxDelay <= Hour, nameof(MaxDelay), DurationText.Of(MaxDelay), "a time up to 1 hour");
        Require(
            BaseDelay > TimeSpan.Zero && BaseDelay <= MaxDelay,
            nameof(BaseDelay),
            DurationText.Of(BaseDelay),
            "a time over 0 and up to MaxDelay"
        );
        Require(Jitter is >= 0 and <= 1, nameof(Jitter), $"{Jitter}", "a number from 0 to 1");
        Require(
            MaxRetryAfter >= TimeSpan.Zero && MaxRetryAfter <= Hour,
            nameof(MaxRetryAfter),
            DurationText.Of(MaxRetryAfter),
            "a time from 0 to 1 hour"
        );
    }

    private static TimeSpan Hour => TimeSpan.FromHours(1);

    private static void Require(bool holds, string name, string value, string wanted)
    {
        if (!holds)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The retry option {name} is {value}.",
                $"Give {wanted}."
            );
        }
    }
}
