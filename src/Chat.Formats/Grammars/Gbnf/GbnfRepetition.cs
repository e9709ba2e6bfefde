namespace Chat.Formats.Grammars.Gbnf;

/// <summary>A piece several times.</summary>
/// <param name="item">The piece.</param>
/// <param name="min">How often at least: 0 or more.</param>
/// <param name="max">How often at most, not below <paramref name="min"/>; <see cref="Unlimited"/> for no end.</param>
internal sealed class GbnfRepetition(GbnfNode item, int min, int max) : GbnfNode
{
    /// <summary>The <see cref="Max"/> of a repetition without end.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>The piece.</summary>
    public GbnfNode Item { get; } = item;

    /// <summary>How often at least: 0 or more.</summary>
    public int Min { get; } = min;

    /// <summary>How often at most, not below <see cref="Min"/>; <see cref="Unlimited"/> for no end.</summary>
    public int Max { get; } = max;

    /// <inheritdoc/>
    public override int Depth { get; } = 1 + item.Depth;
}
