namespace Chat.Core.Text;

/// <summary>Finds the names that a mistyped one may have meant.</summary>
public static class NearestNames
{
    /// <summary>The most names that are offered.</summary>
    public const int MaxOffers = 3;

    /// <summary>The most characters of a name that are compared, so that the work has a bound.</summary>
    private const int MaxCompared = 128;

    /// <summary>Chooses the nearest names: those that begin or contain one another, then those a few edits away.</summary>
    /// <param name="wanted">The name that was not found.</param>
    /// <param name="names">The names that exist.</param>
    /// <returns>At most <see cref="MaxOffers"/> names, the nearest first; none when nothing is near.</returns>
    public static IReadOnlyList<string> Find(string wanted, IEnumerable<string> names) =>
        [
            .. names
                .Select(name => (Name: name, Distance: Rank(wanted, name)))
                .Where(candidate => candidate.Distance is not null)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .Take(MaxOffers),
        ];

    /// <summary>Chooses the nearest name.</summary>
    /// <param name="wanted">The name that was not found.</param>
    /// <param name="names">The names that exist.</param>
    /// <returns>The first of <see cref="Find"/>; null when nothing is near.</returns>
    public static string? FindOne(string wanted, IEnumerable<string> names) =>
        Find(wanted, names) is [var nearest, ..] ? nearest : null;

    /// <summary>Counts the edits (one character inserted, removed or replaced) between two words; case does not count.</summary>
    /// <param name="left">A word; its first 128 characters count.</param>
    /// <param name="right">The other word; the same.</param>
    /// <returns>The number of edits, 0 for the same word.</returns>
    public static int Distance(string left, string right)
    {
        var from = Comparable(left);
        var to = Comparable(right);
        Span<int> previous = stackalloc int[to.Length + 1];
        Span<int> current = stackalloc int[to.Length + 1];
        for (var column = 0; column <= to.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= from.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            current.CopyTo(previous);
        }

        return previous[to.Length];
    }

    private static int? Rank(string wanted, string name)
    {
        if (wanted.Length > 1 && name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        // Two edits in a short word, a third of a long one: beyond that it is another word.
        var distance = Distance(wanted, name);
        return distance <= Math.Max(2, Math.Min(wanted.Length, MaxCompared) / 3) && distance < wanted.Length
            ? distance
            : null;
    }

    private static string Comparable(string word) =>
        (word.Length > MaxCompared ? word[..MaxCompared] : word).ToUpperInvariant();
}
