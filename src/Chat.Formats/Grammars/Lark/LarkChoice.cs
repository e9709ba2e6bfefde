namespace Chat.Formats.Grammars.Lark;

/// <summary>One of several parts.</summary>
/// <param name="parts">The parts, at least one.</param>
/// <param name="place">Where it stands.</param>
internal sealed class LarkChoice(IReadOnlyList<LarkNode> parts, LarkPlace place) : LarkNode(place)
{
    /// <summary>The parts.</summary>
    public IReadOnlyList<LarkNode> Parts { get; } = parts;
}
