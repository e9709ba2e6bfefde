namespace Chat.Engine.Inline;

/// <summary>Finds what a proposed text has in common with what stands behind the cursor already.</summary>
internal static class InlineRepeat
{
    // Shorter lines, such as a closing bracket, come up twice in sound text.
    private const int FewestLineCharacters = 4;

    /// <summary>Cuts a text before it repeats the suffix.</summary>
    /// <param name="text">The text; line ends are <c>\n</c>.</param>
    /// <param name="linePrefix">The cursor's line up to the cursor.</param>
    /// <param name="suffix">The text after the cursor.</param>
    /// <returns>The beginning of the text that repeats nothing.</returns>
    public static string Cut(string text, string linePrefix, string suffix) =>
        CutOverlap(CutLine(text, linePrefix, suffix), suffix);

    /// <summary>How much behind the cursor the text takes the place of: brackets and quotes that it has written itself.</summary>
    /// <param name="text">The text, as it is to be put in.</param>
    /// <param name="restOfLine">The rest of the cursor's line.</param>
    /// <returns>In UTF-16 code units; 0 when the rest of the line is more than what an editor closes by itself.</returns>
    public static int ReplacesAfter(string text, string restOfLine)
    {
        var rest = restOfLine.AsSpan().TrimEnd();
        var closers = OpenBrackets.FindClosers(text);
        var next = 0;
        foreach (var character in rest)
        {
            if (!OpenBrackets.IsCloser(character) || next >= closers.Count || text[closers[next]] != character)
            {
                return 0;
            }

            next++;
        }

        return rest.Length;
    }

    // The first line of the text that is the next line of the document.
    private static string CutLine(string text, string linePrefix, string suffix)
    {
        var below = suffix.AsSpan();
        below = below.IndexOf('\n') is var first and >= 0 ? below[(first + 1)..] : [];
        below = below.TrimStart();
        var wanted = (below.IndexOf('\n') is var end and >= 0 ? below[..end] : below).TrimEnd();
        if (wanted.Length < FewestLineCharacters || !HasWord(wanted))
        {
            return text;
        }

        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            var whole = start == 0 ? linePrefix + line : line;
            if (whole.AsSpan().Trim().SequenceEqual(wanted))
            {
                return text[..Math.Max(0, start - 1)];
            }

            start += line.Length + 1;
        }

        return text;
    }

    // The longest end of the text that is the beginning of the suffix.
    private static string CutOverlap(string text, string suffix)
    {
        var trimmed = text.TrimEnd();
        foreach (var candidate in new[] { text, trimmed })
        {
            for (var length = Math.Min(candidate.Length, suffix.Length); length > 0; length--)
            {
                var start = candidate.Length - length;
                if (string.CompareOrdinal(candidate, start, suffix, 0, length) == 0 && IsRepeat(candidate, start))
                {
                    return candidate[..start];
                }
            }
        }

        return text;
    }

    // A bracket that closes one of the text itself, and a word that only ends like the suffix begins, are not repeated.
    private static bool IsRepeat(string text, int start)
    {
        var overlap = text.AsSpan(start);
        if (start > 0 && IsWord(text[start]) && IsWord(text[start - 1]))
        {
            return false;
        }

        if (overlap.Trim().Contains('\n') || HasWord(overlap))
        {
            return true;
        }

        var closers = OpenBrackets.FindClosers(text);
        for (var index = start; index < text.Length; index++)
        {
            if (OpenBrackets.IsCloser(text[index]) && !closers.Contains(index))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWord(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (IsWord(character))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
