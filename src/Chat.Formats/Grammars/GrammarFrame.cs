namespace Chat.Formats.Grammars;

/// <summary>What is open around a place in a grammar: a call and the step behind it, or a loop and its rounds.</summary>
/// <param name="Parent">The frame around this one; <see cref="GrammarFrames.Bottom"/> for none.</param>
/// <param name="Step">The step behind the call; of a loop, the step that begins its rounds, which no call has behind it.</param>
/// <param name="Count">How many rounds of the loop are done; 0 for a call.</param>
/// <param name="Depth">How many frames are around this one.</param>
/// <param name="Shape">A number that frames share which differ only in the rounds of loops that may end at any time.</param>
internal readonly record struct GrammarFrame(int Parent, int Step, int Count, int Depth, int Shape);
