using System.Globalization;

namespace Chat.Http.Resilience;

/// <summary>Durations as messages show them.</summary>
internal static class DurationText
{
    /// <summary>A duration in the largest unit that keeps it readable: <c>250 ms</c>, <c>1.5 s</c>, <c>5 min</c>, <c>2 h</c>, <c>24 days</c>.</summary>
    /// <param name="time">The duration.</param>
    public static string Of(TimeSpan time)
    {
        var length = time.Duration();
        return length switch
        {
            _ when length == TimeSpan.Zero => "0 s",
            _ when length < TimeSpan.FromSeconds(1) => Text(time.TotalMilliseconds, "ms"),
            _ when length < TimeSpan.FromMinutes(2) => Text(time.TotalSeconds, "s"),
            _ when length < TimeSpan.FromHours(2) => Text(time.TotalMinutes, "min"),
            _ when length < TimeSpan.FromDays(2) => Text(time.TotalHours, "h"),
            _ => Text(time.TotalDays, "days"),
        };
    }

    private static string Text(double number, string unit) =>
        $"{number.ToString("0.###", CultureInfo.InvariantCulture)} {unit}";
}
