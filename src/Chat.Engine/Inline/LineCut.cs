namespace Chat.Engine.Inline;

/// <summary>
/// Cuts text to a number of tokens at whole lines, so that what is kept rarely changes while the text grows: the start of the kept text
/// moves a quarter of the budget at a time. Line ends are <c>\n</c>.
/// </summary>
internal static class LineCut
{
    // Hardly any text has more characters a token; what is longer is cut by its characters first, since counting tokens takes time.
    private const int MostCharactersOfToken = 16;

    /// <summary>The end of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">The most tokens, counted line by line.</param>
    /// <param name="count">Counts the tokens of a line.</param>
    /// <returns>Whole lines of the text up to its end; empty when its last line alone is too long.</returns>
    public static string End(string text, int budget, Func<string, int> count)
    {
        var shortened = EndByCharacters(text, budget);
        var lines = Lines(shortened);
        var costs = lines.ConvertAll(line => count(line));
        var excess = costs.Sum(cost => (long)cost) - budget;
        if (excess <= 0)
        {
            return shortened;
        }

        var block = Math.Max(1, budget / 4);
        var least = (excess + block - 1) / block * block;
        var (start, dropped) = (0, 0L);
        for (var line = 0; line < lines.Count && dropped < least; line++)
        {
            dropped += costs[line];
            start += lines[line].Length;
        }

        return shortened[start..];
    }

    /// <summary>The beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">The most tokens, counted line by line.</param>
    /// <param name="count">Counts the tokens of a line.</param>
    /// <returns>Whole lines of the text from its start; empty when its first line alone is too long.</returns>
    public static string Beginning(string text, int budget, Func<string, int> count)
    {
        var most = (long)budget * MostCharactersOfToken;
        var shortened = text.Length > most ? text[..(text.LastIndexOf('\n', (int)most) + 1)] : text;
        var (end, left) = (0, budget);
        foreach (var line in Lines(shortened))
        {
            left -= count(line);
            if (left < 0)
            {
                break;
            }

            end += line.Length;
        }

        return shortened[..end];
    }

    /// <summary>The end of a line that may be longer than its budget: from a character on that moves in steps, as lines do.</summary>
    /// <param name="line">The line.</param>
    /// <param name="budget">The most tokens.</param>
    /// <param name="count">Counts the tokens of a text.</param>
    /// <returns>The end of the line; the whole of it when it fits.</returns>
    public static string EndOfLine(string line, int budget, Func<string, int> count)
    {
        if (line.Length <= budget || (line.Length <= budget * MostCharactersOfToken && count(line) <= budget))
        {
            return line;
        }

        // A token is a character or more in nearly every text; the few that are less are the business of the check at the end.
        var block = Math.Max(1, budget / 4);
        var start = (line.Length - budget + block - 1) / block * block;
        return line[WholeCharacter(line, start)..];
    }

    // A step to the right when the place lies within a pair of UTF-16 code units.
    private static int WholeCharacter(string text, int place) =>
        place > 0 && place < text.Length && char.IsSurrogatePair(text[place - 1], text[place]) ? place + 1 : place;

    private static string EndByCharacters(string text, int budget)
    {
        var most = (long)budget * MostCharactersOfToken;
        if (text.Length <= most)
        {
            return text;
        }

        var block = Math.Max(1, most / 4);
        var start = (int)((text.Length - most + block - 1) / block * block);
        var lineEnd = start == 0 ? -1 : text.IndexOf('\n', start - 1);
        return lineEnd < 0 ? "" : text[(lineEnd + 1)..];
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
