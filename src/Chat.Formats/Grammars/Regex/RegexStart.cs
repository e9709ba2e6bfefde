namespace Chat.Formats.Grammars.Regex;

/// <summary>Sees whether the texts of two patterns begin with different characters, so that no text has both forms.</summary>
internal static class RegexStart
{
    /// <summary>The most places that are looked at.</summary>
    private const int MaxPlaces = 32;

    /// <summary>The characters that may stand at each of the first places of a text that a pattern is found in.</summary>
    /// <param name="pattern">The pattern, in ECMA-262's syntax.</param>
    /// <returns>As many places as every such text has for sure; none for a pattern that is found anywhere.</returns>
    /// <exception cref="Core.Errors.ChatException">The pattern is wrong or not supported.</exception>
    public static IReadOnlyList<CodePointSet> Of(string pattern)
    {
        var parts = RegexAnchors.Divide(RegexParser.Parse(pattern, RegexDialect.EcmaScript));
        var places = new List<CodePointSet>();
        if (parts is [{ AtStart: true } only])
        {
            Gather(only.Node, places);
        }

        return places;
    }

    /// <summary>Whether texts that begin so differ.</summary>
    /// <param name="one">The first places of the one.</param>
    /// <param name="other">The first places of the other.</param>
    public static bool Differ(IReadOnlyList<CodePointSet> one, IReadOnlyList<CodePointSet> other) =>
        one.Zip(other).Any(pair => pair.First.Intersect(pair.Second).IsEmpty);

    // True while what follows begins at a known place.
    private static bool Gather(RegexNode node, List<CodePointSet> places)
    {
        if (places.Count >= MaxPlaces)
        {
            return false;
        }

        switch (node)
        {
            case RegexSet set:
                places.Add(set.Characters);
                return true;
            case RegexSequence sequence:
                return sequence.Parts.All(part => Gather(part, places));
            case RegexRepeat { Part: RegexSet repeated } repeat:
                var least = Math.Min(repeat.Least, MaxPlaces - places.Count);
                places.AddRange(Enumerable.Repeat(repeated.Characters, least));
                return repeat.Most == least;
            default:
                if (!node.IsNullable)
                {
                    places.Add(RegexFirst.Of(node));
                }

                return false;
        }
    }
}
