using System.Globalization;

namespace Chat.Rpc.EngineHost;

/// <summary>Compares versions of programs, such as <c>0.1.0</c> and <c>0.2.0-rc.1</c>. Source: semver.org 2.0.0, section 11, in what is needed of it.</summary>
internal static class HostVersion
{
    /// <summary>Compares two versions; one that is missing or no version is older than any.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>Negative when the left one is older, 0 when they are alike, else positive.</returns>
    public static int Compare(string? left, string? right)
    {
        var (leftNumbers, leftTail) = Split(left);
        var (rightNumbers, rightTail) = Split(right);
        for (var place = 0; place < Math.Max(leftNumbers.Length, rightNumbers.Length); place++)
        {
            var order = leftNumbers.ElementAtOrDefault(place).CompareTo(rightNumbers.ElementAtOrDefault(place));
            if (order != 0)
            {
                return order;
            }
        }

        // A version with a tail comes before the same without one.
        return (leftTail.Length, rightTail.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => CompareTails(leftTail, rightTail),
        };
    }

    private static (long[] Numbers, string Tail) Split(string? version)
    {
        var text = (version ?? "").Split('+')[0];
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? text : text[..dash])
            .Split('.')
            .Select(part =>
                long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1
            )
            .ToArray();
        return (numbers, dash < 0 ? "" : text[(dash + 1)..]);
    }

    private static int CompareTails(string left, string right)
    {
        foreach (var (first, second) in left.Split('.').Zip(right.Split('.')))
        {
            var isNumber = long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var one);
            var isOther = long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var two);
            var order =
                isNumber && isOther ? one.CompareTo(two)
                : isNumber != isOther ? isOther.CompareTo(isNumber)
                : string.CompareOrdinal(first, second);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
