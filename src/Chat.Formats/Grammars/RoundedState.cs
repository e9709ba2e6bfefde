namespace Chat.Formats.Grammars;

/// <summary>The state that stands for another in masks.</summary>
/// <param name="Longest">The length in bytes of the longest token that it was rounded for; for longer ones it says too much.</param>
/// <param name="State">The state.</param>
internal sealed record RoundedState(int Longest, GrammarState State);
