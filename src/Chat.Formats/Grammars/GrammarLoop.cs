using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars;

/// <summary>A repetition that counts its rounds.</summary>
/// <param name="Min">How many rounds at least. 0 when a round may be empty, for it then says nothing.</param>
/// <param name="Max">How many rounds at most; <see cref="GbnfRepetition.Unlimited"/> for no end.</param>
/// <param name="Start">The step that begins a round.</param>
/// <param name="Body">The first step of a round.</param>
/// <param name="Next">The step behind the loop.</param>
/// <param name="IsEmptyAllowed">Whether a round may take nothing.</param>
internal readonly record struct GrammarLoop(int Min, int Max, int Start, int Body, int Next, bool IsEmptyAllowed)
{
    /// <summary>Whether a round that has this many before it may be the last.</summary>
    /// <param name="count">How many rounds are done.</param>
    public bool IsLoose(int count) => count + 1 >= Min;

    /// <summary>How many rounds must follow the one that has as many before it.</summary>
    /// <param name="count">How many rounds are done.</param>
    public int RoundsBehind(int count) => Math.Max(0, Min - count - 1);
}
