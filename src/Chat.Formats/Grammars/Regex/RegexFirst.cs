namespace Chat.Formats.Grammars.Regex;

/// <summary>What the texts of a pattern without assertions start with.</summary>
internal static class RegexFirst
{
    /// <summary>All characters that a text of the pattern can start with.</summary>
    /// <param name="node">The pattern.</param>
    public static CodePointSet Of(RegexNode node)
    {
        var sets = new List<CodePointSet>();
        Gather(node, sets);
        return CodePointSet.Union(sets);
    }

    /// <summary>The texts of a pattern that start with a character of a set; never the empty text.</summary>
    /// <param name="node">The pattern.</param>
    /// <param name="allowed">The set.</param>
    public static RegexNode Restrict(RegexNode node, CodePointSet allowed)
    {
        switch (node)
        {
            case RegexSet set:
                return new RegexSet(set.Characters.Intersect(allowed));
            case RegexChoice choice:
                return RegexChoice.Of(choice.Parts.Select(part => Restrict(part, allowed)));
            case RegexRepeat repeat:
                // A part that can be empty needs no fewest times: the empty text fills them.
                var least = repeat.Part.IsNullable ? 0 : Math.Max(repeat.Least - 1, 0);
                return RegexSequence.Of(
                    Restrict(repeat.Part, allowed),
                    RegexRepeat.Of(repeat.Part, least, repeat.Most - 1)
                );
            case RegexSequence sequence:
                var starts = new List<RegexNode>();
                for (var index = 0; index < sequence.Parts.Count; index++)
                {
                    var part = Restrict(sequence.Parts[index], allowed);
                    starts.Add(RegexSequence.Of(sequence.Parts.Skip(index + 1).Prepend(part)));
                    if (!sequence.Parts[index].IsNullable)
                    {
                        break;
                    }
                }

                return RegexChoice.Of(starts);
            default:
                return RegexNode.Never;
        }
    }

    private static void Gather(RegexNode node, List<CodePointSet> sets)
    {
        switch (node)
        {
            case RegexSet set:
                sets.Add(set.Characters);
                break;
            case RegexRepeat repeat:
                Gather(repeat.Part, sets);
                break;
            case RegexChoice choice:
                foreach (var part in choice.Parts)
                {
                    Gather(part, sets);
                }

                break;
            case RegexSequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Gather(part, sets);
                    if (!part.IsNullable)
                    {
                        break;
                    }
                }

                break;
        }
    }
}
