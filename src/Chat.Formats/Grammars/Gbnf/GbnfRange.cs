namespace Chat.Formats.Grammars.Gbnf;

/// <summary>Some code points in a row.</summary>
/// <param name="First">The first: 0 to 10FFFF, a surrogate too, which no text holds.</param>
/// <param name="Last">The last, not below <paramref name="First"/>.</param>
internal readonly record struct GbnfRange(int First, int Last);
