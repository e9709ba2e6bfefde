using Chat.Engine.Gguf;

namespace Chat.Engine.Models;

/// <summary>The sizes of a model that its memory depends on, read from its file.</summary>
/// <param name="Layers">How many layers it has; 1 when the file does not say.</param>
/// <param name="ContextLength">The context window it was trained for, in tokens; null when the file does not say.</param>
/// <param name="CacheBytesPerToken">What a token takes in the cache of keys and values, in bytes; an upper bound where the file is not exact.</param>
internal readonly record struct ModelShape(int Layers, int? ContextLength, long CacheBytesPerToken)
{
    // Keys and values, each of two bytes.
    private const long BytesPerWidth = 2 * 2;

    /// <summary>Reads the sizes.</summary>
    /// <param name="header">The file's header.</param>
    public static ModelShape From(GgufHeader header)
    {
        var name = header.Architecture;
        var layers = Math.Clamp(header.Integer($"{name}.block_count") ?? 1, 1, 4096);
        var embedding = Math.Clamp(header.Integer($"{name}.embedding_length") ?? 0, 0, 1 << 20);
        var heads = Math.Clamp(header.Integer($"{name}.attention.head_count") ?? 1, 1, 1 << 16);
        // Where heads share keys and values, the cache is as much smaller.
        var sharedHeads = Math.Clamp(header.Integer($"{name}.attention.head_count_kv") ?? heads, 1, heads);
        return new ModelShape(
            (int)layers,
            header.ContextLength is { } length ? (int)Math.Clamp(length, 1, int.MaxValue / 2) : null,
            layers * (embedding / heads) * sharedHeads * BytesPerWidth
        );
    }
}
