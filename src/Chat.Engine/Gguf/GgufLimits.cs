namespace Chat.Engine.Gguf;

/// <summary>
/// The bounds a model file must keep. Where llama.cpp has one, ours is the same or tighter: what passes here must not surprise it.
/// </summary>
internal static class GgufLimits
{
    /// <summary>The longest metadata key, in bytes (the format's own bound).</summary>
    public const int MaxKeyBytes = 65_535;

    /// <summary>All metadata keys of a file together, in bytes.</summary>
    public const int MaxAllKeysBytes = 4 << 20;

    /// <summary>The longest tensor name, in bytes: ggml keeps 64 with the closing zero.</summary>
    public const int MaxTensorNameBytes = 63;

    /// <summary>The most metadata entries. Real files hold 20 to 60; the native reader compares every pair of keys.</summary>
    public const int MaxMetadataEntries = 16_384;

    /// <summary>The most tensors in one file. Real files hold up to about 13,000; the native reader compares every pair of names.</summary>
    public const int MaxTensors = 32_768;

    /// <summary>The most dimensions of a tensor.</summary>
    public const int MaxDimensions = 4;

    /// <summary>The longest string value, in bytes.</summary>
    public const long MaxStringBytes = 1L << 30;

    /// <summary>The most elements of an array of numbers.</summary>
    public const long MaxArrayElements = 1L << 30;

    /// <summary>The most elements of an array of strings: the native reader spends 32 bytes or more on each.</summary>
    public const long MaxStringArrayElements = 1L << 24;

    /// <summary>The most tokens of a vocabulary. Real ones hold up to about 260,000.</summary>
    public const int MaxVocabulary = 1 << 22;

    /// <summary>The longest token of a vocabulary, in bytes.</summary>
    public const int MaxTokenBytes = 65_535;

    /// <summary>The alignment of a file that names none, in bytes.</summary>
    public const uint DefaultAlignment = 32;

    /// <summary>The largest alignment, in bytes.</summary>
    public const uint MaxAlignment = 1 << 20;

    /// <summary>The highest tensor type number that passes for one of a newer release; above it the number is damage.</summary>
    public const uint MaxPlausibleTensorType = 255;

    /// <summary>The longest string value that is kept; of a longer one only the length is.</summary>
    public const int KeptStringBytes = 1 << 20;

    /// <summary>The longest array whose elements are kept; of a longer one only the count is.</summary>
    public const int KeptArrayElements = 1024;

    /// <summary>All kept values of a file together, in bytes; past it only lengths and counts are kept.</summary>
    public const long KeptBytes = 16L << 20;

    /// <summary>The read buffer, in bytes. Larger than any key, tensor name or token.</summary>
    public const int BufferBytes = 128 << 10;
}
