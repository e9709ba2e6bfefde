namespace Chat.Formats.Grammars;

/// <summary>A grammar as steps: each rule a small graph of them, which calls others. Immutable once compiled.</summary>
/// <param name="Steps">The steps. The first is the one return that all rules share.</param>
/// <param name="Targets">The steps that splits go to.</param>
/// <param name="Entries">The first step of each rule.</param>
/// <param name="Loops">The repetitions that count.</param>
/// <param name="Tokens">The whole tokens that are asked for.</param>
/// <param name="Characters">The character classes.</param>
/// <param name="Root">The rule that a whole text follows.</param>
internal sealed record GrammarProgram(
    GrammarStep[] Steps,
    int[] Targets,
    int[] Entries,
    GrammarLoop[] Loops,
    GrammarToken[] Tokens,
    Utf8Automaton Characters,
    int Root
)
{
    /// <summary>The return that all rules share.</summary>
    public const int Return = 0;

    /// <summary>How each step comes to the end of its rule with the least text.</summary>
    public StepEndings Endings { get; init; } = null!;

    /// <summary>The steps that a split goes to.</summary>
    /// <param name="step">The split.</param>
    public ReadOnlySpan<int> TargetsOf(in GrammarStep step) => Targets.AsSpan(step.A, step.B);
}
