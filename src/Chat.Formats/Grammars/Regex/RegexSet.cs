using System.Diagnostics.CodeAnalysis;

namespace Chat.Formats.Grammars.Regex;

/// <summary>One character of a set.</summary>
internal sealed class RegexSet : RegexNode
{
    /// <summary>Makes the part.</summary>
    /// <param name="characters">The set; the empty one matches no text.</param>
    [SetsRequiredMembers]
    public RegexSet(CodePointSet characters)
    {
        Characters = characters;
        Size = 1;
    }

    /// <summary>The set.</summary>
    public CodePointSet Characters { get; }
}
