namespace Chat.Formats.Grammars.Lark;

/// <summary>A part several times.</summary>
/// <param name="part">The part.</param>
/// <param name="least">The fewest times.</param>
/// <param name="most">The most times; null: no bound.</param>
/// <param name="place">Where it stands.</param>
internal sealed class LarkRepeat(LarkNode part, int least, int? most, LarkPlace place) : LarkNode(place)
{
    /// <summary>The part.</summary>
    public LarkNode Part { get; } = part;

    /// <summary>The fewest times.</summary>
    public int Least { get; } = least;

    /// <summary>The most times; null: no bound.</summary>
    public int? Most { get; } = most;
}
