namespace Chat.Http.Exchange;

/// <summary>
/// A body whose first bytes were looked at. Servers and proxies name wrong types, so what a body is shows for sure only in itself.
/// Only <see cref="Stream.ReadAsync(Memory{byte}, CancellationToken)"/> reads; one read at a time.
/// </summary>
/// <param name="body">The body; disposed of with this.</param>
internal sealed class PeekedStream(Stream body) : Stream
{
    private readonly byte[] _first = new byte[1024];
    private int _length;
    private int _given;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first byte that is neither white space nor of a byte order mark; null when none is among the first kilobyte.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The body failed.</exception>
    public async ValueTask<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = _first.AsSpan(0, _length).IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
            if (at >= 0)
            {
                return _first[at];
            }

            if (_length == _first.Length)
            {
                return null;
            }

            var read = await body.ReadAsync(_first.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            _length += read;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _length)
        {
            return body.ReadAsync(buffer, cancellationToken);
        }

        var given = Math.Min(buffer.Length, _length - _given);
        _first.AsMemory(_given, given).CopyTo(buffer);
        _given += given;
        return ValueTask.FromResult(given);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
