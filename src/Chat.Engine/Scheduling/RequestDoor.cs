using Chat.Core.Errors;

namespace Chat.Engine.Scheduling;

/// <summary>
/// Bounds the requests that are open at once, and tells who is refused about how long to wait. Safe for use by several threads at once.
/// </summary>
/// <param name="atOnce">How many are computed at once.</param>
/// <param name="waiting">How many more may wait.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestDoor(int atOnce, int waiting, TimeProvider time)
{
    /// <summary>The longest wait that is advised.</summary>
    public static readonly TimeSpan MostWait = TimeSpan.FromSeconds(60);

    private const double Weight = 0.2;

    private readonly Lock _gate = new();
    private double _secondsEach;

    /// <summary>How many are open.</summary>
    public int Open { get; private set; }

    /// <summary>Opens a request.</summary>
    /// <returns>When it was opened, for <see cref="Leave"/>.</returns>
    /// <exception cref="ChatException">Too many are open: kind <see cref="ChatErrorKind.Overloaded"/>.</exception>
    public long Enter()
    {
        lock (_gate)
        {
            if (Open < atOnce + waiting)
            {
                Open++;
                return time.GetTimestamp();
            }

            var wait = Wait();
            throw new ChatException(
                ChatErrorKind.Overloaded,
                $"{waiting} requests are waiting for the local engine.",
                $"Try again in about {wait.TotalSeconds:F0} seconds."
            )
            {
                IsRetryable = true,
                RetryAfter = wait,
            };
        }
    }

    /// <summary>Ends a request.</summary>
    /// <param name="entered">When it was opened.</param>
    /// <param name="hasRun">
    /// True for an answer that was computed to its end: only those tell how long one takes, and not one that failed at once.
    /// </param>
    public void Leave(long entered, bool hasRun)
    {
        var seconds = time.GetElapsedTime(entered).TotalSeconds;
        lock (_gate)
        {
            Open--;
            if (!hasRun)
            {
                return;
            }

            _secondsEach = _secondsEach > 0 ? _secondsEach + (Weight * (seconds - _secondsEach)) : seconds;
        }
    }

    // As many leave in the time of one as are computed at once, so this is about when the next one may come.
    private TimeSpan Wait() =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(_secondsEach / atOnce), 1, MostWait.TotalSeconds));
}
