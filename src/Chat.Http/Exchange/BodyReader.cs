using System.Buffers;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Lines;
using Chat.Http.Resilience;

namespace Chat.Http.Exchange;

/// <summary>Reads the whole body of an answer, up to a bound. The memory it holds stays below twice the bound.</summary>
internal static class BodyReader
{
    private const int PieceBytes = 16 << 10;

    /// <summary>Reads the body of a response. White space and a byte order mark at its beginning are left out.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="clock">The time limits; each piece that is not blank counts as payload.</param>
    /// <param name="peer">The server, for messages.</param>
    /// <exception cref="ChatException">The body is larger: kind <see cref="ChatErrorKind.Protocol"/>; or nothing came.</exception>
    public static async Task<ReceivedBody> ReadAsync(
        HttpResponseMessage response,
        int maxBytes,
        StreamClock clock,
        Peer peer
    )
    {
        var stream = await response.Content.ReadAsStreamAsync(clock.Token).ConfigureAwait(false);
        await using var owned = stream.ConfigureAwait(false);
        return await ReadAsync(stream, maxBytes, clock, peer).ConfigureAwait(false);
    }

    /// <summary>Reads a stream to its end. White space and a byte order mark at its beginning are left out.</summary>
    /// <param name="stream">The stream; the caller disposes of it.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="clock">The time limits; each piece that is not blank counts as payload.</param>
    /// <param name="peer">The server, for messages.</param>
    /// <exception cref="ChatException">The body is larger: kind <see cref="ChatErrorKind.Protocol"/>; or nothing came.</exception>
    public static async Task<ReceivedBody> ReadAsync(Stream stream, int maxBytes, StreamClock clock, Peer peer)
    {
        var body = new PayloadBuffer(maxBytes);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(piece, clock.Token).ConfigureAwait(false)) > 0)
            {
                // Some servers under load send blanks ahead of an answer, and may never send one.
                var text = body.Length > 0 ? piece.AsMemory(0, read) : WithoutBlanks(piece.AsMemory(0, read));
                if (text.IsEmpty)
                {
                    continue;
                }

                clock.Payload();
                if (text.Length > maxBytes - body.Length)
                {
                    throw TooLong(peer, maxBytes);
                }

                body.Append(text);
                body.Keep();
            }

            return new ReceivedBody(body.Memory, null);
        }
        catch (Exception cause)
            when (body.Length > 0 && ConnectionErrors.Explain(cause, clock, peer) is ChatException failure)
        {
            return new ReceivedBody(body.Memory, failure);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    // And without a byte order mark, which no parser of JSON takes; its three bytes are no blanks within a text either.
    private static ReadOnlyMemory<byte> WithoutBlanks(ReadOnlyMemory<byte> piece) => piece.TrimStart(" \t\r\n\uFEFF"u8);

    private static ChatException TooLong(Peer peer, int maxBytes) =>
        new(
            ChatErrorKind.Protocol,
            $"{peer.Name} sent an answer of more than {maxBytes} bytes.",
            "Check that the address is that of a chat completions API, or raise the limit."
        );
}
