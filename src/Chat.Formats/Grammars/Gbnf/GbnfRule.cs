namespace Chat.Formats.Grammars.Gbnf;

/// <summary>A rule of a grammar.</summary>
/// <param name="Name">Its name: letters, digits and dashes.</param>
/// <param name="Body">Its right side.</param>
/// <param name="Position">Where its name stands in the grammar's text, in characters from 0.</param>
internal sealed record GbnfRule(string Name, GbnfNode Body, int Position);
