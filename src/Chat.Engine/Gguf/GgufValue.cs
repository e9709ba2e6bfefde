namespace Chat.Engine.Gguf;

/// <summary>
/// One metadata value. Numbers are always kept; strings and arrays only up to the bounds of <see cref="GgufLimits"/>, beyond which
/// <see cref="Count"/> alone tells of them.
/// </summary>
/// <param name="type">The type in the file.</param>
internal sealed class GgufValue(GgufValueType type)
{
    /// <summary>The type in the file.</summary>
    public GgufValueType Type { get; } = type;

    /// <summary>The type of the elements, when this is an array; else the type itself.</summary>
    public GgufValueType ElementType { get; init; } = type;

    /// <summary>The elements of an array; the bytes of a string; else 1.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The whole number, when this is one that fits.</summary>
    public long? Integer { get; init; }

    /// <summary>The number, when this is one; a whole number too large for <see cref="Integer"/> is here in its nearest form.</summary>
    public double? Number { get; init; }

    /// <summary>The truth value, when this is one.</summary>
    public bool? Truth { get; init; }

    /// <summary>The text, when this is a string that was kept. Bytes that are not UTF-8 show as U+FFFD.</summary>
    public string? Text { get; init; }

    /// <summary>The elements, when this is an array that was kept.</summary>
    public IReadOnlyList<GgufValue>? Items { get; init; }
}
