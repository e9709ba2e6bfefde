namespace Chat.Formats.Grammars;

/// <summary>A step of a compiled grammar.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="A">As the operation says.</param>
/// <param name="B">As the operation says.</param>
internal readonly record struct GrammarStep(GrammarOperation Operation, int A, int B);
