namespace Chat.Testing.FakeServers;

/// <summary>
/// A stream that gives one piece for each read, with no network between: a socket may join what was sent apart, this never does.
/// A read never returns more than one piece; a piece longer than the buffer takes several reads.
/// </summary>
/// <param name="pieces">The pieces; none may be empty.</param>
/// <param name="failure">What the read behind the last piece throws; null for a normal end.</param>
public sealed class PieceStream(IEnumerable<ReadOnlyMemory<byte>> pieces, Exception? failure = null) : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _pieces = new(pieces);

    /// <summary>True once the reader disposed the stream.</summary>
    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (!_pieces.TryPeek(out var piece))
        {
            return failure is null ? 0 : throw failure;
        }

        var length = Math.Min(piece.Length, buffer.Length);
        piece.Span[..length].CopyTo(buffer);
        _pieces.Dequeue();
        if (length < piece.Length)
        {
            // What is left must come before the pieces behind it.
            var rest = _pieces.ToArray();
            _pieces.Clear();
            _pieces.Enqueue(piece[length..]);
            Array.ForEach(rest, _pieces.Enqueue);
        }

        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
