using System.Globalization;
using System.Net.Http.Headers;

namespace Chat.Http.Resilience;

/// <summary>What the headers of a failed answer say about trying again.</summary>
/// <param name="After">The wait the server asks for, over zero; null when it asks for none or for one that cannot be read.</param>
/// <param name="ShouldRetry">Its yes or no; null when it does not say.</param>
internal readonly record struct RetryAdvice(TimeSpan? After, bool? ShouldRetry)
{
    // Past this a wait is no retry, and TimeSpan's own range is far off.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// Reads <c>retry-after-ms</c> (Azure, OpenAI) first, then <c>Retry-After</c> as seconds, decimals included, or as a date (RFC 9110
    /// section 10.2.3), and <c>x-should-retry</c> (OpenAI). What is zero, past, over a day or not readable counts as not said.
    /// </summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="now">The present, for dates.</param>
    public static RetryAdvice From(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var after =
            Amount(First(headers, "retry-after-ms"), TimeSpan.FromMilliseconds(1))
            ?? Amount(First(headers, "Retry-After"), TimeSpan.FromSeconds(1))
            ?? Until(First(headers, "Retry-After"), now);
        return new RetryAdvice(
            after,
            First(headers, "x-should-retry") is { } word && bool.TryParse(word, out var should) ? should : null
        );
    }

    private static TimeSpan? Amount(string? text, TimeSpan unit) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number > 0
        && number <= Longest / unit
            ? Positive(unit * number)
            : null;

    private static TimeSpan? Until(string? text, DateTimeOffset now) =>
        RetryConditionHeaderValue.TryParse(text, out var value) && value.Date is { } date ? Positive(date - now) : null;

    private static TimeSpan? Positive(TimeSpan time) => time > TimeSpan.Zero && time <= Longest ? time : null;

    private static string? First(HttpResponseHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }

        foreach (var value in values)
        {
            return value.Trim();
        }

        return null;
    }
}
