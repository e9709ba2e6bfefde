namespace Chat.Formats.Grammars.Gbnf;

/// <summary>One of several pieces.</summary>
/// <param name="alternatives">The pieces: two or more.</param>
internal sealed class GbnfAlternation(IReadOnlyList<GbnfNode> alternatives) : GbnfNode
{
    /// <summary>The pieces: two or more.</summary>
    public IReadOnlyList<GbnfNode> Alternatives { get; } = alternatives;

    /// <inheritdoc/>
    public override int Depth { get; } = DepthAround(alternatives);
}
