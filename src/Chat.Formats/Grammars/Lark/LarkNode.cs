namespace Chat.Formats.Grammars.Lark;

/// <summary>A part of a rule or a terminal. Two parts are the same only when they are one object.</summary>
/// <param name="place">Where it stands.</param>
internal abstract class LarkNode(LarkPlace place)
{
    /// <summary>Where it stands in the grammar's text.</summary>
    public LarkPlace Place { get; } = place;
}
