using System.Diagnostics.CodeAnalysis;

namespace Chat.Formats.Grammars.Regex;

/// <summary>Parts that follow one another.</summary>
internal sealed class RegexSequence : RegexNode
{
    [SetsRequiredMembers]
    private RegexSequence(IReadOnlyList<RegexNode> parts)
    {
        Parts = parts;
        IsNullable = parts.All(static part => part.IsNullable);
        HasAssertions = parts.Any(static part => part.HasAssertions);
        Size = 1 + parts.Sum(static part => part.Size);
    }

    /// <summary>The parts in order; none of them is a sequence.</summary>
    public IReadOnlyList<RegexNode> Parts { get; }

    /// <summary>Makes a sequence, or what it comes to.</summary>
    /// <param name="parts">The parts.</param>
    public static RegexNode Of(params IEnumerable<RegexNode> parts)
    {
        var flat = new List<RegexNode>();
        foreach (var part in parts)
        {
            if (part.IsNever)
            {
                return part;
            }

            if (part is RegexSequence sequence)
            {
                flat.AddRange(sequence.Parts);
            }
            else
            {
                flat.Add(part);
            }
        }

        return flat.Count == 1 ? flat[0] : new RegexSequence(flat);
    }
}
