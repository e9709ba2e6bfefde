using System.Buffers;
using System.Buffers.Binary;

namespace Chat.Engine.Gguf;

/// <summary>
/// Reads a file forward through one bounded buffer. Every read is checked against the file's length first, so no number in the file
/// can ask for more than is there.
/// </summary>
internal sealed class GgufCursor : IDisposable
{
    private readonly Stream _stream;
    private readonly GgufFaults _faults;
    private readonly CancellationToken _cancellation;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(GgufLimits.BufferBytes);
    private int _start;
    private int _end;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="stream">A seekable stream; stays open.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public GgufCursor(Stream stream, GgufFaults faults, CancellationToken cancellation)
    {
        _stream = stream;
        _faults = faults;
        _cancellation = cancellation;
        Length = stream.Length;
        stream.Position = 0;
    }

    /// <summary>The length of the file in bytes, as it was at the start.</summary>
    public long Length { get; }

    /// <summary>The offset of the next byte.</summary>
    public long Position { get; private set; }

    /// <summary>The bytes from the next one to the end of the file.</summary>
    public long Remaining => Length - Position;

    /// <summary>The bytes ahead that are in memory; none at times, even before the end of the file.</summary>
    public ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Refuses a file that holds fewer bytes than a field is about to take.</summary>
    /// <param name="bytes">The bytes from the next one on, at most 2^62.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The file ends before that.</exception>
    public void Require(ulong bytes, string field)
    {
        if (bytes > (ulong)Remaining)
        {
            throw _faults.Truncated(Length, (ulong)Position + bytes, field);
        }
    }

    /// <summary>The bytes ahead, at most as many as asked for, without moving on.</summary>
    /// <param name="bytes">The most bytes, at most the buffer's.</param>
    /// <param name="field">The field, for the message.</param>
    public ReadOnlySpan<byte> Peek(int bytes, string field)
    {
        var wanted = (int)Math.Min(bytes, Remaining);
        Fill(wanted, field);
        return _buffer.AsSpan(_start, wanted);
    }

    /// <summary>The next bytes. The span holds until the next read.</summary>
    /// <param name="bytes">The number of bytes, at most the buffer's.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The file ends before that.</exception>
    public ReadOnlySpan<byte> Read(int bytes, string field)
    {
        Require((ulong)bytes, field);
        Fill(bytes, field);
        var read = _buffer.AsSpan(_start, bytes);
        Advance(bytes);
        return read;
    }

    /// <summary>Fills a span of any length with the next bytes.</summary>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The file ends before that.</exception>
    public void ReadInto(Span<byte> target, string field)
    {
        Require((ulong)target.Length, field);
        while (!target.IsEmpty)
        {
            var part = Math.Min(target.Length, GgufLimits.BufferBytes);
            Read(part, field).CopyTo(target);
            target = target[part..];
        }
    }

    /// <summary>The next 32-bit number without sign.</summary>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The file ends before that.</exception>
    public uint ReadUInt32(string field) => BinaryPrimitives.ReadUInt32LittleEndian(Read(sizeof(uint), field));

    /// <summary>The next 64-bit number without sign.</summary>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The file ends before that.</exception>
    public ulong ReadUInt64(string field) => BinaryPrimitives.ReadUInt64LittleEndian(Read(sizeof(ulong), field));

    /// <summary>The next length, which must be within a bound and within the file.</summary>
    /// <param name="most">The bound in bytes.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The length is over the bound, or the file ends before that.</exception>
    public long ReadLength(long most, string field)
    {
        var at = Position;
        var length = ReadUInt64(field);
        if (length > (ulong)most)
        {
            throw _faults.Invalid($"the length of {field} at byte {at} is {length}, over the limit of {most}");
        }

        Require(length, field);
        return (long)length;
    }

    /// <summary>Passes over bytes without reading more of them than the buffer already holds.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The file ends before that.</exception>
    public void Skip(long bytes, string field)
    {
        Require((ulong)bytes, field);
        if (bytes <= _end - _start)
        {
            Advance((int)bytes);
            return;
        }

        Position += bytes;
        _start = _end = 0;
        _stream.Position = Position;
    }

    /// <summary>Passes over strings, each a 64-bit length and its bytes.</summary>
    /// <param name="count">The number of strings.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">A length is over the bound, or the file ends before that.</exception>
    public void SkipStrings(long count, string field)
    {
        while (true)
        {
            // The strings that lie whole in the buffer need no call each: a vocabulary has some 100,000 of them.
            var ahead = Buffered;
            var at = 0;
            while (count > 0 && ahead.Length - at >= sizeof(ulong))
            {
                var length = BinaryPrimitives.ReadUInt64LittleEndian(ahead[at..]);
                if (length > (ulong)(ahead.Length - at - sizeof(ulong)))
                {
                    break;
                }

                at += sizeof(ulong) + (int)length;
                count--;
            }

            Advance(at);
            if (count == 0)
            {
                return;
            }

            Skip(ReadLength(GgufLimits.MaxStringBytes, field), field);
            count--;
        }
    }

    private void Advance(int bytes)
    {
        _start += bytes;
        Position += bytes;
    }

    private void Fill(int bytes, string field)
    {
        if (_end - _start >= bytes)
        {
            return;
        }

        _cancellation.ThrowIfCancellationRequested();
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < bytes)
        {
            var read = _stream.Read(_buffer.AsSpan(_end, GgufLimits.BufferBytes - _end));
            if (read == 0)
            {
                // The file was shortened while it was read.
                throw _faults.Truncated(Position + _end, (ulong)(Position + bytes), field);
            }

            _end += read;
        }
    }
}
