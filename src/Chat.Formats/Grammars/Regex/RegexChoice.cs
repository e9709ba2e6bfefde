using System.Diagnostics.CodeAnalysis;

namespace Chat.Formats.Grammars.Regex;

/// <summary>One of several parts.</summary>
internal sealed class RegexChoice : RegexNode
{
    [SetsRequiredMembers]
    private RegexChoice(IReadOnlyList<RegexNode> parts)
    {
        Parts = parts;
        IsNullable = parts.Any(static part => part.IsNullable);
        HasAssertions = parts.Any(static part => part.HasAssertions);
        Size = 1 + parts.Sum(static part => part.Size);
    }

    /// <summary>The parts; none of them is a choice, at most one a set and at most one empty.</summary>
    public IReadOnlyList<RegexNode> Parts { get; }

    /// <summary>Makes a choice, or what it comes to.</summary>
    /// <param name="parts">The parts.</param>
    public static RegexNode Of(params IEnumerable<RegexNode> parts)
    {
        var flat = new List<RegexNode>();
        var sets = new List<CodePointSet>();
        var (empty, place) = (false, 0);
        foreach (var part in parts.SelectMany(static part => part is RegexChoice choice ? choice.Parts : [part]))
        {
            if (part is RegexSet set)
            {
                place = sets.Count == 0 ? flat.Count : place;
                sets.Add(set.Characters);
            }
            else if (part.IsEmpty)
            {
                empty = true;
            }
            else
            {
                flat.Add(part);
            }
        }

        var characters = CodePointSet.Union(sets);
        if (!characters.IsEmpty)
        {
            flat.Insert(place, new RegexSet(characters));
        }

        if (empty)
        {
            flat.Add(Empty);
        }

        return flat.Count switch
        {
            0 => Never,
            1 => flat[0],
            _ => new RegexChoice(flat),
        };
    }
}
