namespace Chat.Formats.Tests.Support;

/// <summary>A piece of a <see cref="GbnfText"/>.</summary>
internal abstract record GbnfPiece
{
    /// <summary>One of several.</summary>
    internal sealed record Choice(IReadOnlyList<GbnfPiece> Alternatives) : GbnfPiece;

    /// <summary>One after the other.</summary>
    internal sealed record Row(IReadOnlyList<GbnfPiece> Items) : GbnfPiece;

    /// <summary>The same several times.</summary>
    internal sealed record Many(GbnfPiece Item, int Min, int? Max) : GbnfPiece;

    /// <summary>One character.</summary>
    internal sealed record Class(IReadOnlyList<(int First, int Last)> Ranges, bool IsNegated) : GbnfPiece
    {
        /// <summary>Whether a character is one of them.</summary>
        public bool Has(int value) => Ranges.Any(range => value >= range.First && value <= range.Last) != IsNegated;
    }

    /// <summary>A rule by its name.</summary>
    internal sealed record Rule(string Name) : GbnfPiece;
}
