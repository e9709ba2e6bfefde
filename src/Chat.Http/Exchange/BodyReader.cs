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

    /// <summary>Reads the body of a response.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="clock">The time limits; each piece counts as payload.</param>
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

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream; the caller disposes of it.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="clock">The time limits; each piece counts as payload.</param>
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
                clock.Payload();
                if (read > maxBytes - body.Length)
                {
                    throw TooLong(peer, maxBytes);
                }

                body.Append(piece.AsMemory(0, read));
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

    private static ChatException TooLong(Peer peer, int maxBytes) =>
        new(
            ChatErrorKind.Protocol,
            $"{peer.Name} sent an answer of more than {maxBytes} bytes.",
            "Check that the address is that of a chat completions API, or raise the limit."
        );
}
