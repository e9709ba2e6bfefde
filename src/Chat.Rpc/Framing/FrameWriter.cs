using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace Chat.Rpc.Framing;

/// <summary>Writes frames. A frame is flushed as a whole or not at all, unless the connection breaks. Not safe for use by several threads at once.</summary>
/// <param name="pipe">Where the bytes go; whoever made it completes it.</param>
internal sealed class FrameWriter(PipeWriter pipe)
{
    /// <summary>How many bytes were written since the last flush.</summary>
    public long Unflushed { get; private set; }

    /// <summary>Writes a frame, without a flush.</summary>
    /// <param name="body">The body.</param>
    public void Write(ReadOnlySpan<byte> body) => Write(body, default, default, default);

    /// <summary>Writes a frame whose body stands in four pieces, without a flush.</summary>
    /// <param name="first">The first piece.</param>
    /// <param name="second">The second piece.</param>
    /// <param name="third">The third piece.</param>
    /// <param name="fourth">The fourth piece.</param>
    public void Write(
        ReadOnlySpan<byte> first,
        ReadOnlySpan<byte> second,
        ReadOnlySpan<byte> third,
        ReadOnlySpan<byte> fourth
    )
    {
        var length = first.Length + second.Length + third.Length + fourth.Length;
        var header = pipe.GetSpan(64);
        "Content-Length: "u8.CopyTo(header);
        Utf8Formatter.TryFormat(length, header[16..], out var digits);
        "\r\n\r\n"u8.CopyTo(header[(16 + digits)..]);
        pipe.Advance(20 + digits);
        pipe.Write(first);
        pipe.Write(second);
        pipe.Write(third);
        pipe.Write(fourth);
        Unflushed += 20 + digits + length;
    }

    /// <summary>Hands what was written to the peer, and waits while the peer does not take it.</summary>
    /// <param name="cancellationToken">Stops the waiting; the connection is then good for nothing more.</param>
    /// <returns>False when the peer takes no more.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="IOException">The bytes cannot be written.</exception>
    public async ValueTask<bool> FlushAsync(CancellationToken cancellationToken)
    {
        Unflushed = 0;
        var flushed = await pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
        return !flushed.IsCompleted;
    }
}
