namespace Chat.Http.Tests.Lines;

/// <summary>A body that comes in chunks of given sizes, counts what was read of it, and says when it is disposed.</summary>
/// <param name="bytes">The body.</param>
/// <param name="nextSize">The size of the next chunk, at least 1.</param>
internal sealed class ChunkedStream(byte[] bytes, Func<int> nextSize) : ReadOnlyStream
{
    /// <summary>How many bytes were read.</summary>
    public int Pulled { get; private set; }

    public static ChunkedStream Whole(byte[] bytes) => new(bytes, () => int.MaxValue);

    public static ChunkedStream OneByOne(byte[] bytes) => new(bytes, () => 1);

    public static ChunkedStream Random(byte[] bytes, Random random) => new(bytes, () => random.Next(1, 20));

    public override int Read(Span<byte> buffer)
    {
        var size = Math.Min(Math.Min(nextSize(), buffer.Length), bytes.Length - Pulled);
        bytes.AsSpan(Pulled, size).CopyTo(buffer);
        Pulled += size;
        return size;
    }
}
