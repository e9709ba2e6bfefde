namespace Chat.Http.Tests.Failures;

/// <summary>A body of the letter x that never ends, or breaks off.</summary>
internal sealed class EndlessStream : Stream
{
    /// <summary>How many bytes have been read.</summary>
    public long Given { get; private set; }

    /// <summary>After how many bytes the connection breaks.</summary>
    public long BreakAfter { get; init; } = long.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, BreakAfter - Given);
        if (read <= 0)
        {
            throw new IOException("broken");
        }

        buffer.AsSpan(offset, read).Fill((byte)'x');
        Given += read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
