namespace Chat.Formats.Grammars.Regex;

/// <summary>A part of a pattern and where its match must stand.</summary>
/// <param name="AtStart">It starts where the text starts.</param>
/// <param name="AtEnd">It ends where the text ends.</param>
/// <param name="Node">What is matched; it has no assertions.</param>
internal readonly record struct AnchoredNode(bool AtStart, bool AtEnd, RegexNode Node);
