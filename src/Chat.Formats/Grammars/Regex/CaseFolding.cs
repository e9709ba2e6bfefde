using System.Text;

namespace Chat.Formats.Grammars.Regex;

/// <summary>Which characters are the same when case does not count: those of Unicode's one-to-one case mappings.</summary>
internal static class CaseFolding
{
    // Unicode has no letters with case beyond these planes.
    private const int LastCased = 0x1FFFF;

    // Up to this many members a set is looked through; a larger one is compared with the list of letters that have case.
    private const int FewMembers = 512;

    private static readonly Lazy<Dictionary<int, int[]>> Same = new(Gather);

    /// <summary>How many letters are looked at to close a set.</summary>
    /// <param name="set">The set.</param>
    public static int CostOf(CodePointSet set) => set.Count <= FewMembers ? set.Count : Same.Value.Count;

    /// <summary>The set with every character that differs from a member by case only.</summary>
    /// <param name="set">The set.</param>
    public static CodePointSet Close(CodePointSet set)
    {
        var added = new List<CodePointRange>();
        if (set.Count <= FewMembers)
        {
            foreach (var range in set.Ranges)
            {
                for (var member = range.First; member <= range.Last; member++)
                {
                    Add(added, Same.Value.GetValueOrDefault(member, []));
                }
            }
        }
        else
        {
            foreach (var (letter, same) in Same.Value)
            {
                if (set.Contains(letter))
                {
                    Add(added, same);
                }
            }
        }

        return added.Count == 0 ? set : CodePointSet.Union(set, CodePointSet.Of(added));
    }

    private static void Add(List<CodePointRange> ranges, int[] members)
    {
        foreach (var member in members)
        {
            ranges.Add(new CodePointRange(member, member));
        }
    }

    private static Dictionary<int, int[]> Gather()
    {
        var groups = new Dictionary<int, List<int>>();
        for (var value = 0; value <= LastCased; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }

            var rune = new Rune(value);
            var folded = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).Value;
            if (folded == value && Rune.ToUpperInvariant(rune) == rune)
            {
                continue;
            }

            if (!groups.TryGetValue(folded, out var group))
            {
                groups.Add(folded, group = []);
            }

            group.Add(value);
        }

        return groups
            .Values.SelectMany(static group => group.Select(letter => (Letter: letter, Same: group.ToArray())))
            .ToDictionary(static entry => entry.Letter, static entry => entry.Same);
    }
}
