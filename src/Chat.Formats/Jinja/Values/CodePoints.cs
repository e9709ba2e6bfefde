namespace Chat.Formats.Jinja.Values;

/// <summary>Counts text in code points, as Python's strings do, where .NET counts a character beyond U+FFFF as two.</summary>
internal static class CodePoints
{
    /// <summary>How many code points a text has.</summary>
    /// <param name="text">The text.</param>
    public static int Count(string text) => IsPlain(text) ? text.Length : text.Length - Pairs(text);

    /// <summary>Where code points begin; null when each is one character.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The places, and the text's length at the end.</returns>
    public static int[]? Starts(string text)
    {
        if (IsPlain(text))
        {
            return null;
        }

        var starts = new int[Count(text) + 1];
        var place = 0;
        for (var index = 0; index < starts.Length - 1; index++)
        {
            starts[index] = place;
            place += IsPair(text, place) ? 2 : 1;
        }

        starts[^1] = text.Length;
        return starts;
    }

    /// <summary>Compares texts by their code points.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">The other.</param>
    public static int Compare(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // Surrogates stand for what comes after every other character.
        var isLeftFar = char.IsSurrogate(left[same]);
        return isLeftFar == char.IsSurrogate(right[same]) ? left[same].CompareTo(right[same])
            : isLeftFar ? 1
            : -1;
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF') < 0;

    private static bool IsPair(string text, int place) =>
        char.IsHighSurrogate(text[place]) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]);

    private static int Pairs(string text)
    {
        var pairs = 0;
        for (var place = 0; place < text.Length; place++)
        {
            if (IsPair(text, place))
            {
                pairs++;
                place++;
            }
        }

        return pairs;
    }
}
