namespace Chat.Formats.Grammars.Regex;

/// <summary>A step of a <see cref="RegexProgram"/>.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Characters">The set of a <see cref="RegexInstructionKind.Take"/>.</param>
/// <param name="Target">The other step of a split or a jump.</param>
/// <param name="Assertion">What an <see cref="RegexInstructionKind.Assert"/> asks.</param>
internal readonly record struct RegexInstruction(
    RegexInstructionKind Kind,
    CodePointSet? Characters = null,
    int Target = 0,
    RegexAssertionKind Assertion = RegexAssertionKind.Start
);
