using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Chat.Http.Lines;

/// <summary>
/// Splits a stream of bytes into pieces of lines. A line ends at LF, CR LF or CR, and a byte order mark before the first line is left out.
/// No line is ever gathered here, so one of any length passes in constant memory.
/// A CR ends its line at once: the LF that may follow it is left out when it comes, so that no line is held back for it.
/// </summary>
/// <param name="pipe">Where the bytes come from. It is completed with the source.</param>
internal sealed class LineSource(PipeReader pipe) : IAsyncDisposable
{
    /// <summary>How much is asked of a stream at a time, in bytes: the memory that an idle stream holds.</summary>
    public const int ReadBytes = 16 << 10;

    private static readonly StreamPipeReaderOptions Options = new(
        bufferSize: ReadBytes,
        minimumReadSize: ReadBytes / 4
    );

    private ReadOnlySequence<byte> _buffer;
    private SequencePosition _next;
    private ReadOnlyMemory<byte> _rest;
    private bool _holdsBuffer;
    private bool _isStarted;
    private bool _isLast;
    private bool _skipsLineFeed;

    /// <summary>A source over a stream, which is disposed with it.</summary>
    /// <param name="stream">The stream to read.</param>
    public LineSource(Stream stream)
        : this(PipeReader.Create(stream, Options)) { }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Takes the next piece out of what has been read already.</summary>
    /// <param name="fragment">The piece.</param>
    /// <returns>False when all of it has been taken: fill, and try again.</returns>
    public bool TryTake(out LineFragment fragment)
    {
        while (!_rest.IsEmpty || TryGetSegment())
        {
            var bytes = _rest.Span;
            if (_skipsLineFeed)
            {
                _skipsLineFeed = false;
                if (bytes[0] == (byte)'\n')
                {
                    _rest = _rest[1..];
                    continue;
                }
            }

            var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                fragment = new LineFragment(_rest, EndsLine: false);
                _rest = default;
                return true;
            }

            _skipsLineFeed = bytes[end] == (byte)'\r';
            fragment = new LineFragment(_rest[..end], EndsLine: true);
            _rest = _rest[(end + 1)..];
            return true;
        }

        fragment = default;
        return false;
    }

    /// <summary>Reads on, once. All pieces must have been taken; their bytes are given back.</summary>
    /// <param name="cancellationToken">Ends the wait. What was read before is not lost: filling may be tried again.</param>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the pipe's pending read was.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        GiveBack();
        while (!_isLast)
        {
            var read = pipe.ReadAsync(cancellationToken);
            if (!read.IsCompletedSuccessfully)
            {
                return FillAsync(read, cancellationToken);
            }

            if (TryHold(read.Result, cancellationToken))
            {
                return ValueTask.FromResult(true);
            }
        }

        return ValueTask.FromResult(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _rest = default;
        _buffer = default;
        _next = default;
        _holdsBuffer = false;
        _isLast = true;
        return pipe.CompleteAsync();
    }

    private static bool MayBecomeByteOrderMark(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length >= ByteOrderMark.Length)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[(int)buffer.Length];
        buffer.CopyTo(start);
        return ByteOrderMark.StartsWith(start);
    }

    private static bool StartsWithByteOrderMark(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < ByteOrderMark.Length)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[ByteOrderMark.Length];
        buffer.Slice(0, start.Length).CopyTo(start);
        return ByteOrderMark.SequenceEqual(start);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync(ValueTask<ReadResult> read, CancellationToken cancellationToken)
    {
        while (!TryHold(await read.ConfigureAwait(false), cancellationToken))
        {
            read = pipe.ReadAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Takes over what was read. False when the first bytes do not yet say whether they are a byte order mark.</summary>
    private bool TryHold(in ReadResult result, CancellationToken cancellationToken)
    {
        var buffer = result.Buffer;
        if (result.IsCanceled)
        {
            pipe.AdvanceTo(buffer.Start);
            throw new OperationCanceledException(cancellationToken);
        }

        if (!_isStarted && !result.IsCompleted && MayBecomeByteOrderMark(buffer))
        {
            pipe.AdvanceTo(buffer.Start, buffer.End);
            return false;
        }

        _buffer = !_isStarted && StartsWithByteOrderMark(buffer) ? buffer.Slice(ByteOrderMark.Length) : buffer;
        _next = _buffer.Start;
        _holdsBuffer = true;
        _isStarted = true;
        _isLast = result.IsCompleted;
        return true;
    }

    private void GiveBack()
    {
        if (_holdsBuffer)
        {
            _holdsBuffer = false;
            pipe.AdvanceTo(_buffer.End);
        }

        _buffer = default;
        _next = default;
    }

    private bool TryGetSegment()
    {
        while (_buffer.TryGet(ref _next, out _rest))
        {
            if (!_rest.IsEmpty)
            {
                return true;
            }
        }

        _rest = default;
        return false;
    }
}
