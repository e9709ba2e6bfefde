using System.Diagnostics.CodeAnalysis;

namespace Chat.Formats.Grammars.Regex;

/// <summary>A part several times.</summary>
internal sealed class RegexRepeat : RegexNode
{
    [SetsRequiredMembers]
    private RegexRepeat(RegexNode part, int least, int? most)
    {
        Part = part;
        Least = least;
        Most = most;
        IsNullable = least == 0 || part.IsNullable;
        HasAssertions = part.HasAssertions;
        Size = 1 + part.Size;
    }

    /// <summary>The part.</summary>
    public RegexNode Part { get; }

    /// <summary>The fewest times.</summary>
    public int Least { get; }

    /// <summary>The most times; null: no bound.</summary>
    public int? Most { get; }

    /// <summary>Makes a repetition, or what it comes to.</summary>
    /// <param name="part">The part.</param>
    /// <param name="least">The fewest times.</param>
    /// <param name="most">The most times, not below <paramref name="least"/>; null: no bound.</param>
    public static RegexNode Of(RegexNode part, int least, int? most)
    {
        if (most == 0 || part.IsEmpty || (part.IsNever && least == 0))
        {
            return Empty;
        }

        if (part.IsNever || (least == 1 && most == 1))
        {
            return part;
        }

        // (x+)* and its like are many ways to say one thing; what reads the text follows fewer ways when it is said once.
        if (
            part is RegexRepeat { Least: <= 1, HasAssertions: false } inner
            && (inner.Most is null || (most is null && least <= 1))
        )
        {
            return Of(inner.Part, inner.Least * least, null);
        }

        return new RegexRepeat(part, least, most);
    }
}
