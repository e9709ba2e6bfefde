namespace Chat.Formats.Grammars.Regex;

/// <summary>A set of Unicode scalar values, kept as sorted ranges that neither touch nor overlap. Surrogates are never in it.</summary>
internal sealed class CodePointSet
{
    /// <summary>Unicode's last code point.</summary>
    public const int Last = 0x10FFFF;

    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private readonly CodePointRange[] _ranges;

    private CodePointSet(CodePointRange[] ranges) => _ranges = ranges;

    /// <summary>The set without members.</summary>
    public static CodePointSet Empty { get; } = new([]);

    /// <summary>All scalar values.</summary>
    public static CodePointSet All { get; } = Of(0, Last);

    /// <summary>The ranges in rising order.</summary>
    public ReadOnlySpan<CodePointRange> Ranges => _ranges;

    /// <summary>True when the set has no members.</summary>
    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>How many members the set has.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var range in _ranges)
            {
                count += range.Last - range.First + 1;
            }

            return count;
        }
    }

    /// <summary>One code point.</summary>
    /// <param name="only">The member.</param>
    public static CodePointSet Of(int only) => Of(only, only);

    /// <summary>A range of code points.</summary>
    /// <param name="first">The first.</param>
    /// <param name="last">The last.</param>
    public static CodePointSet Of(int first, int last) => Of([new CodePointRange(first, last)]);

    /// <summary>The members of any of the ranges.</summary>
    /// <param name="ranges">Ranges in any order, which may overlap.</param>
    public static CodePointSet Of(IEnumerable<CodePointRange> ranges)
    {
        var sorted = new List<CodePointRange>();
        foreach (var range in ranges)
        {
            Add(sorted, range.First, Math.Min(range.Last, FirstSurrogate - 1));
            Add(sorted, Math.Max(range.First, LastSurrogate + 1), range.Last);
        }

        sorted.Sort(static (left, right) => left.First.CompareTo(right.First));
        var merged = new List<CodePointRange>(sorted.Count);
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = new CodePointRange(merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CodePointSet([.. merged]);
    }

    /// <summary>The members of any of the sets.</summary>
    /// <param name="sets">The sets.</param>
    public static CodePointSet Union(params IEnumerable<CodePointSet> sets) => Of(sets.SelectMany(set => set._ranges));

    /// <summary>All scalar values that are not members.</summary>
    public CodePointSet Negate()
    {
        var gaps = new List<CodePointRange>(_ranges.Length + 1);
        var next = 0;
        foreach (var range in _ranges)
        {
            gaps.Add(new CodePointRange(next, range.First - 1));
            next = range.Last + 1;
        }

        gaps.Add(new CodePointRange(next, Last));
        return Of(gaps);
    }

    /// <summary>What both sets have.</summary>
    /// <param name="other">The other set.</param>
    public CodePointSet Intersect(CodePointSet other)
    {
        var both = new List<CodePointRange>();
        for (int left = 0, right = 0; left < _ranges.Length && right < other._ranges.Length; )
        {
            var (one, two) = (_ranges[left], other._ranges[right]);
            Add(both, Math.Max(one.First, two.First), Math.Min(one.Last, two.Last));
            if (one.Last < two.Last)
            {
                left++;
            }
            else
            {
                right++;
            }
        }

        return new CodePointSet([.. both]);
    }

    /// <summary>True when both sets have a member in common.</summary>
    /// <param name="other">The other set.</param>
    public bool Overlaps(CodePointSet other)
    {
        for (int left = 0, right = 0; left < _ranges.Length && right < other._ranges.Length; )
        {
            var (one, two) = (_ranges[left], other._ranges[right]);
            if (one.First <= two.Last && two.First <= one.Last)
            {
                return true;
            }

            if (one.Last < two.Last)
            {
                left++;
            }
            else
            {
                right++;
            }
        }

        return false;
    }

    /// <summary>What this set has and the other has not.</summary>
    /// <param name="other">The other set.</param>
    public CodePointSet Except(CodePointSet other) => Intersect(other.Negate());

    /// <summary>True when a code point is a member.</summary>
    /// <param name="codePoint">The code point.</param>
    public bool Contains(int codePoint)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(List<CodePointRange> ranges, int first, int last)
    {
        if (first <= last)
        {
            ranges.Add(new CodePointRange(first, last));
        }
    }
}
