namespace Chat.Daemon;

/// <summary>Finds the name that a mistyped one was meant to be.</summary>
internal static class NearestName
{
    // Longer words are no slips of the finger, and the work grows with the square of their length.
    private const int LongestWord = 64;

    /// <summary>Finds the name with the fewest letters to change, add or drop.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="names">The names there are.</param>
    /// <returns>The name; null when none is near: more than a third of the letters are wrong.</returns>
    public static string? Find(string word, IEnumerable<string> names)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        var least = Math.Max(1, word.Length / 3) + 1;
        foreach (var name in names)
        {
            var distance = Distance(word, name);
            if (distance < least)
            {
                least = distance;
                nearest = name;
            }
        }

        return nearest;
    }

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var change = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(change, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
