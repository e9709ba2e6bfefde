namespace Chat.Formats.Grammars.Lark;

/// <summary>Parts that follow one another; none: the empty text.</summary>
/// <param name="parts">The parts.</param>
/// <param name="place">Where it stands.</param>
internal sealed class LarkSequence(IReadOnlyList<LarkNode> parts, LarkPlace place) : LarkNode(place)
{
    // A longer sequence is divided, so that what walks along a sequence step by step never goes deep.
    private const int MaxParts = 32;

    /// <summary>The parts in order.</summary>
    public IReadOnlyList<LarkNode> Parts { get; } = parts;

    /// <summary>Makes a sequence, divided when it is long; one part stays itself.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="place">Where it stands.</param>
    public static LarkNode Of(IReadOnlyList<LarkNode> parts, LarkPlace place)
    {
        while (parts.Count > MaxParts)
        {
            parts = [.. parts.Chunk(MaxParts).Select(chunk => new LarkSequence(chunk, chunk[0].Place))];
        }

        return parts.Count == 1 ? parts[0] : new LarkSequence(parts, place);
    }
}
