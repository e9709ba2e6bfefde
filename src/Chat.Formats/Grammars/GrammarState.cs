using Chat.Formats.Grammars.Tokens;

namespace Chat.Formats.Grammars;

/// <summary>
/// All places of a grammar where a text may be at once. Equal sets of places are the same object while they are remembered, and where
/// a byte leads is filled in when it is first asked; both without a lock for the reader.
/// </summary>
/// <param name="home">What remembers it; null for the state without places.</param>
/// <param name="places">The places, sorted, and behind them <see cref="WholeText"/> when the text may end.</param>
/// <param name="kinds">How many kinds of bytes the grammar tells apart.</param>
internal sealed class GrammarState(GrammarCache? home, long[] places, int kinds)
{
    /// <summary>The mark behind the places of a text that may end.</summary>
    public const long WholeText = long.MaxValue;

    /// <summary>What remembers it; null for the state without places.</summary>
    public GrammarCache? Home { get; } = home;

    /// <summary>The places and the mark.</summary>
    public ReadOnlySpan<long> All => places;

    /// <summary>The places: a step above, a stack of frames below, 32 bits each. A step below 0 is the complement of a state inside a character.</summary>
    public ReadOnlySpan<long> Places => IsWhole ? places.AsSpan(0, places.Length - 1) : places;

    /// <summary>True when the text so far is a whole text of the grammar.</summary>
    public bool IsWhole { get; } = places.Length > 0 && places[^1] == WholeText;

    /// <summary>True when no byte and no token may follow.</summary>
    public bool IsEnd => Places.IsEmpty;

    /// <summary>True when a whole token is asked for at some place.</summary>
    public bool AsksForTokens { get; init; }

    /// <summary>Where each kind of byte leads; null where nobody has asked yet.</summary>
    public GrammarState?[] Next { get; } = new GrammarState?[kinds];

    /// <summary>The state that stands for this one in masks, whose counters are rounded; null before it was asked for.</summary>
    public RoundedState? Rounded { get; set; }

    /// <summary>The mask of this state; null before it was asked for.</summary>
    public CachedMask? Mask { get; set; }

    /// <summary>How many bytes make the text whole at least; below 0 before it was asked for.</summary>
    public int Least { get; set; } = -1;

    /// <summary>A place as one number.</summary>
    /// <param name="step">The step.</param>
    /// <param name="frame">The stack of frames.</param>
    public static long Place(int step, int frame) => ((long)step << 32) | (uint)frame;
}
