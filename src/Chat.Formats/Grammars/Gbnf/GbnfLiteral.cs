namespace Chat.Formats.Grammars.Gbnf;

/// <summary>A text in quotes, which stands for itself.</summary>
/// <param name="text">The text with its escapes resolved: valid Unicode, perhaps empty.</param>
internal sealed class GbnfLiteral(string text) : GbnfNode
{
    /// <summary>The text with its escapes resolved: valid Unicode, perhaps empty.</summary>
    public string Text { get; } = text;

    /// <inheritdoc/>
    public override int Depth => 1;
}
