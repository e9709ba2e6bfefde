using System.Diagnostics.CodeAnalysis;

namespace Chat.Formats.Grammars.Regex;

/// <summary>A part that matches no characters but asks something of the place where it stands.</summary>
internal sealed class RegexAssertion : RegexNode
{
    /// <summary>Makes the part.</summary>
    /// <param name="kind">What it asks.</param>
    /// <param name="position">Where in the pattern it stands; the first character is 0.</param>
    [SetsRequiredMembers]
    public RegexAssertion(RegexAssertionKind kind, int position)
    {
        Kind = kind;
        Position = position;
        IsNullable = true;
        HasAssertions = true;
        Size = 1;
    }

    /// <summary>What it asks.</summary>
    public RegexAssertionKind Kind { get; }

    /// <summary>Where in the pattern it stands; the first character is 0.</summary>
    public int Position { get; }
}
