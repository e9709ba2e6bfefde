namespace Chat.Formats.Grammars.Gbnf;

/// <summary>A piece of a rule's right side. Immutable.</summary>
internal abstract class GbnfNode
{
    /// <summary>How many pieces are nested in each other, this one counted: at most <see cref="GbnfParser.MaxDepth"/>, so that a walk may recurse.</summary>
    public abstract int Depth { get; }
}
