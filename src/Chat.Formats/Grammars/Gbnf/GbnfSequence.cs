namespace Chat.Formats.Grammars.Gbnf;

/// <summary>Pieces one after the other; none of them is the empty text.</summary>
/// <param name="items">The pieces.</param>
internal sealed class GbnfSequence(IReadOnlyList<GbnfNode> items) : GbnfNode
{
    /// <summary>The empty text.</summary>
    public static GbnfSequence Empty { get; } = new([]);

    /// <summary>The pieces.</summary>
    public IReadOnlyList<GbnfNode> Items { get; } = items;

    /// <inheritdoc/>
    public override int Depth { get; } = DepthAround(items);
}
