namespace Chat.Formats.Grammars.Gbnf;

/// <summary>A rule's name on the right side of a rule.</summary>
/// <param name="name">The name.</param>
/// <param name="position">Where it stands in the grammar's text, in characters from 0.</param>
internal sealed class GbnfReference(string name, int position) : GbnfNode
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it stands in the grammar's text, in characters from 0.</summary>
    public int Position { get; } = position;

    /// <inheritdoc/>
    public override int Depth => 1;
}
