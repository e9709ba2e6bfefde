namespace Chat.Formats.Grammars.Lark;

/// <summary>A word of a Lark grammar's text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">What it says.</param>
/// <param name="Flags">The letters after a string or a regular expression.</param>
/// <param name="Place">Where it starts.</param>
/// <param name="IsFirst">True when it is the first of its line.</param>
internal readonly record struct LarkToken(LarkTokenKind Kind, string Text, string Flags, LarkPlace Place, bool IsFirst)
{
    /// <summary>True for one mark.</summary>
    /// <param name="mark">The mark.</param>
    public bool Is(string mark) => Kind == LarkTokenKind.Mark && string.Equals(Text, mark, StringComparison.Ordinal);
}
