namespace Chat.Formats.Grammars.Gbnf;

/// <summary>One whole token of the model: <c>&lt;[id]&gt;</c>, <c>&lt;text&gt;</c>, or any other token with <c>!</c> before it.</summary>
/// <param name="id">Its number; below 0 when it is named by its text.</param>
/// <param name="text">Its text with the angle brackets, as <c>&lt;think&gt;</c>; null when it is named by its number.</param>
/// <param name="isNegated">True when every other token is meant.</param>
internal sealed class GbnfToken(int id, string? text, bool isNegated) : GbnfNode
{
    /// <summary>Its number; below 0 when it is named by its text.</summary>
    public int Id { get; } = id;

    /// <summary>Its text with the angle brackets; null when it is named by its number.</summary>
    public string? Text { get; } = text;

    /// <summary>True when every other token is meant.</summary>
    public bool IsNegated { get; } = isNegated;

    /// <inheritdoc/>
    public override int Depth => 1;
}
