using Chat.Engine.Gguf;

namespace Chat.Engine.Models;

/// <summary>The sizes of a model that its memory depends on, read from its file.</summary>
/// <param name="Layers">How many layers it has; 1 when the file does not say.</param>
/// <param name="ContextLength">The context window it was trained for, in tokens; null when the file does not say.</param>
/// <param name="CacheBytesPerToken">
/// What a token takes in the cache of keys and values, in bytes: an upper bound, at which every layer is counted as the largest one. What
/// a model keeps beside keys and values, such as the state of a recurrent one, is not in it.
/// </param>
internal readonly record struct ModelShape(int Layers, int? ContextLength, long CacheBytesPerToken)
{
    /// <summary>The largest cache per token that is believed, in bytes. Times any number of tokens it still is a 64-bit number.</summary>
    public const long MaxCacheBytesPerToken = 1L << 31;

    private const int MaxLayers = 4096;
    private const int MaxHeads = 1 << 16;
    private const int MaxWidth = 1 << 20;

    // Each number of the cache takes 16 bits.
    private const long BytesPerNumber = 2;

    /// <summary>Reads the sizes.</summary>
    /// <param name="header">The file's header.</param>
    public static ModelShape From(GgufHeader header)
    {
        var name = header.Architecture;
        var layers = Math.Clamp(header.Integer($"{name}.block_count") ?? 1, 1, MaxLayers);
        // Where heads share keys and values, the cache is as much smaller.
        var heads =
            header.Largest($"{name}.attention.head_count_kv") ?? header.Largest($"{name}.attention.head_count") ?? 1;
        var width = HeadWidth(header, "key_length") + HeadWidth(header, "value_length");
        var bytes = layers * Math.Clamp(heads, 1, MaxHeads) * width * BytesPerNumber;
        return new ModelShape(
            (int)layers,
            header.ContextLength is { } length ? (int)Math.Clamp(length, 1, int.MaxValue / 2) : null,
            Math.Min(bytes, MaxCacheBytesPerToken)
        );
    }

    // The numbers of one head. Layers with a sliding window may have heads of a width of their own.
    private static long HeadWidth(GgufHeader header, string kind)
    {
        var prefix = $"{header.Architecture}.attention.";
        var full = header.Largest(prefix + kind) ?? SharedWidth(header, prefix);
        var sliding = header.Largest($"{prefix}{kind}_swa") ?? 0;
        return Math.Clamp(Math.Max(full, sliding), 0, MaxWidth);
    }

    // Where the file gives no width, the heads divide the embedding among them; the fewest heads have the widest.
    private static long SharedWidth(GgufHeader header, string prefix) =>
        (header.Integer($"{header.Architecture}.embedding_length") ?? 0)
        / Math.Clamp(header.SmallestPositive(prefix + "head_count") ?? 1, 1, MaxHeads);
}
