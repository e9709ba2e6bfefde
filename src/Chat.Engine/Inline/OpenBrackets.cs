namespace Chat.Engine.Inline;

/// <summary>Finds the closing brackets and quotes of a text that close nothing in it, so that they close what stands before it.</summary>
internal static class OpenBrackets
{
    private const string Opening = "([{";
    private const string Closing = ")]}";
    private const string Quotes = "\"'`";

    /// <summary>Where the closing characters stand that have no opening one in the text.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<int> FindClosers(ReadOnlySpan<char> text)
    {
        var found = new List<int>();
        var depths = new int[Closing.Length];
        // An odd quote closes one that was open before the text, as editors put the second one in by themselves.
        Span<int> quotes = stackalloc int[Quotes.Length];
        for (var quote = 0; quote < Quotes.Length; quote++)
        {
            quotes[quote] = text.Count(Quotes[quote]) % 2;
        }

        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (Opening.IndexOf(character, StringComparison.Ordinal) is var opening and >= 0)
            {
                depths[opening]++;
            }
            else if (Closing.IndexOf(character, StringComparison.Ordinal) is var closing and >= 0)
            {
                if (depths[closing] > 0)
                {
                    depths[closing]--;
                }
                else
                {
                    found.Add(index);
                }
            }
            else if (Quotes.IndexOf(character, StringComparison.Ordinal) is var quote and >= 0 && quotes[quote] > 0)
            {
                quotes[quote]--;
                found.Add(index);
            }
        }

        return found;
    }

    /// <summary>True for a character that closes something.</summary>
    /// <param name="character">The character.</param>
    public static bool IsCloser(char character) =>
        Closing.Contains(character, StringComparison.Ordinal) || Quotes.Contains(character, StringComparison.Ordinal);
}
