namespace Chat.Engine.Gguf;

/// <summary>What each type of metadata value takes in a file.</summary>
internal static class GgufValueTypes
{
    // By type number; 0 where the size depends on the value.
    private static ReadOnlySpan<byte> Sizes => [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    /// <summary>Whether the format has such a type.</summary>
    /// <param name="type">The type number as read.</param>
    public static bool IsKnown(this GgufValueType type) => (uint)type < (uint)Sizes.Length;

    /// <summary>The size of one value in bytes, or 0 for strings and arrays.</summary>
    /// <param name="type">A known type.</param>
    public static int FixedSize(this GgufValueType type) => Sizes[(int)type];
}
