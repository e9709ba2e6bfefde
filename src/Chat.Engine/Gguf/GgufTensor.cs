namespace Chat.Engine.Gguf;

/// <summary>Where one tensor lies in the file and what shape it has.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Dimensions">One to four sizes, all positive; the first varies fastest.</param>
/// <param name="Offset">The first byte, counted from <see cref="GgufHeader.DataOffset"/>.</param>
/// <param name="Size">The size in bytes, without padding.</param>
internal sealed record GgufTensor(
    string Name,
    GgufTensorType Type,
    IReadOnlyList<long> Dimensions,
    long Offset,
    long Size
)
{
    /// <summary>The number of elements.</summary>
    public long ElementCount => Size / Type.BlockBytes * Type.BlockElements;
}
