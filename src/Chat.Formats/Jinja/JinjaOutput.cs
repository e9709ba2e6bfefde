namespace Chat.Formats.Jinja;

/// <summary>What a template rendered: stretches of text, no two neighbours with the same mark, none empty.</summary>
/// <param name="pieces">The stretches, in order.</param>
internal sealed class JinjaOutput(IReadOnlyList<JinjaText> pieces)
{
    /// <summary>The stretches, in order.</summary>
    public IReadOnlyList<JinjaText> Pieces { get; } = pieces;

    /// <summary>The whole text.</summary>
    public override string ToString() => string.Concat(Pieces.Select(piece => piece.Text));
}
