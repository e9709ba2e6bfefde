namespace Chat.Daemon.ConsoleIO;

/// <summary>
/// Passes on what can be written and drops what cannot: a standard error that is closed, or full, must not become another failure and
/// hide the exit code of the first.
/// </summary>
/// <param name="inner">Where the bytes go.</param>
internal sealed class BestEffortStream(Stream inner) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Try(() => inner.Write(buffer, offset, count));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody is left who could be told.
        }
    }
}
