namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>Durations as RFC 3339, appendix A, writes them: <c>P1Y2M3DT4H5M6S</c>, <c>P2W</c>.</summary>
internal static class DurationCheck
{
    /// <summary>Whether a text is a duration.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDuration(string text)
    {
        if (text.Length < 3 || text[0] != 'P')
        {
            return false;
        }

        var rest = text.AsSpan(1);
        if (rest[^1] == 'W')
        {
            return Parts(rest, "W") == 1;
        }

        var mark = rest.IndexOf('T');
        var days = mark < 0 ? rest : rest[..mark];
        var time = mark < 0 ? [] : rest[(mark + 1)..];
        return (days.Length == 0 ? mark == 0 : Parts(days, "YMD") > 0) && (mark < 0 || Parts(time, "HMS") > 0);
    }

    // Units come in order and without a gap: years and days without months between are no duration.
    private static int Parts(ReadOnlySpan<char> text, string units)
    {
        var count = 0;
        var last = -1;
        while (text.Length > 0)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            var unit = digits < 1 ? -1 : units.IndexOf(text[digits], StringComparison.Ordinal);
            if (unit < 0 || (last >= 0 && unit != last + 1))
            {
                return -1;
            }

            last = unit;
            count++;
            text = text[(digits + 1)..];
        }

        return count;
    }
}
