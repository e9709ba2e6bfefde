namespace Chat.Formats.Grammars.Gbnf;

/// <summary>A piece of a rule's right side. Immutable.</summary>
internal abstract class GbnfNode
{
    /// <summary>How many pieces are nested in each other, this one counted: at most <see cref="GbnfParser.MaxDepth"/>, so that a walk may recurse.</summary>
    public abstract int Depth { get; }

    /// <summary>The depth of something that holds others.</summary>
    /// <param name="inner">What it holds.</param>
    protected static int DepthAround(IReadOnlyList<GbnfNode> inner)
    {
        var depth = 0;
        for (var index = 0; index < inner.Count; index++)
        {
            depth = Math.Max(depth, inner[index].Depth);
        }

        return depth + 1;
    }
}
