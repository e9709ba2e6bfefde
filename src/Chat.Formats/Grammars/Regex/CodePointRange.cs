namespace Chat.Formats.Grammars.Regex;

/// <summary>Code points that follow one another.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, which belongs to the range.</param>
internal readonly record struct CodePointRange(int First, int Last);
