namespace Chat.Formats.Grammars;

/// <summary>A whole token that a grammar asks for.</summary>
/// <param name="Id">Its number; below 0 when it is named by its text.</param>
/// <param name="Text">Its text in UTF-8; null when it is named by its number.</param>
/// <param name="IsNegated">True when every other token that has a text is meant.</param>
internal sealed record GrammarToken(int Id, byte[]? Text, bool IsNegated)
{
    /// <summary>Whether a token is one that is asked for.</summary>
    /// <param name="token">The token's number.</param>
    /// <param name="bytes">The token's text; empty for a control token.</param>
    public bool Matches(int token, ReadOnlySpan<byte> bytes)
    {
        var isNamed = Text is null ? token == Id : bytes.SequenceEqual(Text);
        return IsNegated ? !isNamed && !bytes.IsEmpty : isNamed;
    }
}
