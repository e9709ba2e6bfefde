using System.Buffers;
using System.IO.Pipelines;

namespace Chat.Rpc.Framing;

/// <summary>
/// Reads frames: header lines, an empty line, a body of <c>Content-Length</c> bytes. It holds at most one frame: a header line up to
/// its limit, and a body once its announced length is known to be within the limit. Not safe for use by several threads at once.
/// </summary>
/// <param name="pipe">Where the bytes come from; whoever made it completes it.</param>
/// <param name="limits">How large the parts of a frame may be.</param>
internal sealed class FrameReader(PipeReader pipe, FrameLimits limits) : IDisposable
{
    // A buffer that a large frame needed is not kept for the small ones after it.
    private const int KeptBuffer = 1024 * 1024;

    private byte[] _joined = [];
    private SequencePosition _end;
    private bool _isHeld;

    /// <summary>Reads the next frame. The body of the one before is no longer valid.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    public async ValueTask<FrameRead> ReadAsync(CancellationToken cancellationToken)
    {
        Release();
        var header = new FrameHeader();
        var blockLength = 0;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            var fault = TakeLines(ref buffer, ref header, ref blockLength, out var isWhole);
            pipe.AdvanceTo(buffer.Start, isWhole ? buffer.Start : buffer.End);
            if (fault != FrameFault.None)
            {
                return FrameRead.Of(fault);
            }

            if (isWhole)
            {
                return header.HasLength
                    ? await ReadBodyAsync(header.Length, cancellationToken).ConfigureAwait(false)
                    : FrameRead.Of(FrameFault.MissingLength);
            }

            if (read.IsCompleted)
            {
                return blockLength == 0 && buffer.IsEmpty ? FrameRead.End : FrameRead.Of(FrameFault.Truncated);
            }
        }
    }

    /// <summary>Lets go of the last frame's body.</summary>
    public void Dispose()
    {
        Release();
        Return();
    }

    private async ValueTask<FrameRead> ReadBodyAsync(int length, CancellationToken cancellationToken)
    {
        if (length == 0)
        {
            return FrameRead.Of(ReadOnlyMemory<byte>.Empty);
        }

        var read = await pipe.ReadAtLeastAsync(length, cancellationToken).ConfigureAwait(false);
        if (read.Buffer.Length < length)
        {
            pipe.AdvanceTo(read.Buffer.End);
            return FrameRead.Of(FrameFault.Truncated);
        }

        var body = read.Buffer.Slice(0, length);
        _end = body.End;
        _isHeld = true;
        return FrameRead.Of(body.IsSingleSegment ? body.First : Join(body));
    }

    private ReadOnlyMemory<byte> Join(ReadOnlySequence<byte> body)
    {
        var length = (int)body.Length;
        if (_joined.Length < length)
        {
            Return();
            _joined = ArrayPool<byte>.Shared.Rent(length);
        }

        body.CopyTo(_joined);
        return _joined.AsMemory(0, length);
    }

    private void Return()
    {
        if (_joined.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_joined);
            _joined = [];
        }
    }

    private void Release()
    {
        if (_isHeld)
        {
            _isHeld = false;
            pipe.AdvanceTo(_end);
        }

        if (_joined.Length > KeptBuffer)
        {
            Return();
        }
    }

    // Each line is consumed as it is whole, so that a peer that drips bytes makes the reader look again at one line only.
    private FrameFault TakeLines(
        ref ReadOnlySequence<byte> buffer,
        ref FrameHeader header,
        ref int blockLength,
        out bool isWhole
    )
    {
        isWhole = false;
        Span<byte> joined = stackalloc byte[256];
        while (true)
        {
            var lineLength = LineLength(buffer);
            if (lineLength < 0)
            {
                return buffer.Length >= limits.HeaderLine ? FrameFault.LineTooLong
                    : blockLength + buffer.Length > limits.HeaderBlock ? FrameFault.HeadersTooLong
                    : FrameFault.None;
            }

            if (lineLength > limits.HeaderLine)
            {
                return FrameFault.LineTooLong;
            }

            blockLength += (int)lineLength;
            if (blockLength > limits.HeaderBlock)
            {
                return FrameFault.HeadersTooLong;
            }

            var line = buffer.Slice(0, lineLength);
            var span =
                line.IsSingleSegment ? line.FirstSpan
                : lineLength <= joined.Length ? Copy(line, joined)
                : line.ToArray();
            if (!span.EndsWith("\r\n"u8))
            {
                return FrameFault.BareLineEnd;
            }

            buffer = buffer.Slice(lineLength);
            isWhole = span.Length == 2;
            var fault = isWhole ? FrameFault.None : header.Add(span[..^2], limits.Body);
            if (isWhole || fault != FrameFault.None)
            {
                return fault;
            }
        }
    }

    private static ReadOnlySpan<byte> Copy(ReadOnlySequence<byte> line, Span<byte> target)
    {
        line.CopyTo(target);
        return target[..(int)line.Length];
    }

    private static long LineLength(ReadOnlySequence<byte> buffer)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            return -1;
        }

        return buffer.Slice(0, end).Length + 1;
    }
}
