using Chat.Core.Errors;
using Chat.Http.Resilience;

namespace Chat.Http.Batch;

/// <summary>How a batch is waited for.</summary>
public sealed record BatchWaitOptions
{
    /// <summary>The default options.</summary>
    public static BatchWaitOptions Default { get; } = new();

    /// <summary>The time between two looks at the batch; 1 second to 1 hour. Default 30 seconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait, over 0 and up to <see cref="TimeLimits.Longest"/>. Default 25 hours: the completion window is 24.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(25);

    /// <summary>Checks every range.</summary>
    /// <exception cref="ChatException">A value is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>, the option named.</exception>
    public void Check()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromHours(1))
        {
            throw Invalid(nameof(Interval), Interval, "a time from 1 s to 1 h");
        }

        if (Limit <= TimeSpan.Zero || Limit > TimeLimits.Longest)
        {
            throw Invalid(nameof(Limit), Limit, $"a time over 0 and up to {DurationText.Of(TimeLimits.Longest)}");
        }
    }

    private static ChatException Invalid(string name, TimeSpan value, string wanted) =>
        new(ChatErrorKind.InvalidRequest, $"The batch option {name} is {DurationText.Of(value)}.", $"Give {wanted}.");
}
