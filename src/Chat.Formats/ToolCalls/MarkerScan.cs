namespace Chat.Formats.ToolCalls;

/// <summary>Looks for markers in text of which more is to come.</summary>
internal static class MarkerScan
{
    /// <summary>Finds the first marker; of two at one place, the longer.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="markers">The markers, none empty.</param>
    /// <param name="isLast">True when nothing follows the text.</param>
    /// <returns>Which marker begins where; -1 and how much of the text holds no start of one when there is none.</returns>
    public static (int Marker, int At) Find(ReadOnlySpan<char> text, ReadOnlySpan<string> markers, bool isLast)
    {
        var marker = -1;
        var at = text.Length;
        for (var number = 0; number < markers.Length; number++)
        {
            var found = text.IndexOf(markers[number], StringComparison.Ordinal);
            if (
                found >= 0
                && (found < at || (found == at && marker >= 0 && markers[number].Length > markers[marker].Length))
            )
            {
                marker = number;
                at = found;
            }
        }

        if (isLast)
        {
            return (marker, at);
        }

        // A longer marker may begin before the one that was found, or at its place, and is not whole yet.
        var safe = Safe(text, markers);
        return safe < at || (marker >= 0 && safe == at) ? (-1, safe) : (marker, at);
    }

    private static int Safe(ReadOnlySpan<char> text, ReadOnlySpan<string> markers)
    {
        var safe = text.Length;
        foreach (var marker in markers)
        {
            for (var from = Math.Max(0, text.Length - marker.Length + 1); from < safe; from++)
            {
                if (marker.AsSpan().StartsWith(text[from..], StringComparison.Ordinal))
                {
                    safe = from;
                }
            }
        }

        return safe;
    }
}
