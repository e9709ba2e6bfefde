namespace Chat.Formats.Grammars.Gbnf;

/// <summary>One character of a set: <c>[a-z]</c>, <c>[^a-z]</c> or <c>.</c>, which is every character but none.</summary>
/// <param name="ranges">The characters, as they were written; empty only for <c>.</c>.</param>
/// <param name="isNegated">True when every other character is meant.</param>
internal sealed class GbnfClass(IReadOnlyList<GbnfRange> ranges, bool isNegated) : GbnfNode
{
    /// <summary>Any character at all, a line break too: <c>.</c>.</summary>
    public static GbnfClass Any { get; } = new([], isNegated: true);

    /// <summary>The characters, as they were written; empty only for <c>.</c>.</summary>
    public IReadOnlyList<GbnfRange> Ranges { get; } = ranges;

    /// <summary>True when every other character is meant.</summary>
    public bool IsNegated { get; } = isNegated;

    /// <inheritdoc/>
    public override int Depth => 1;
}
