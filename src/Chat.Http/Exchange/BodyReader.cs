using System.Buffers;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Resilience;

namespace Chat.Http.Exchange;

/// <summary>Reads the whole body of an answer, up to a bound.</summary>
internal static class BodyReader
{
    private const int FirstBytes = 16 << 10;

    /// <summary>Reads a body.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="clock">The time limits; each piece counts as payload.</param>
    /// <param name="peer">The server, for messages.</param>
    /// <exception cref="ChatException">The body is larger: kind <see cref="ChatErrorKind.Protocol"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response,
        int maxBytes,
        StreamClock clock,
        Peer peer
    )
    {
        var body = new ArrayBufferWriter<byte>(FirstBytes);
        var stream = await response.Content.ReadAsStreamAsync(clock.Token).ConfigureAwait(false);
        await using var owned = stream.ConfigureAwait(false);
        while (true)
        {
            var read = await stream.ReadAsync(body.GetMemory(FirstBytes), clock.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
            clock.Payload();
            if (body.WrittenCount > maxBytes)
            {
                throw new ChatException(
                    ChatErrorKind.Protocol,
                    $"{peer.Name} sent an answer of more than {maxBytes} bytes.",
                    "Check that the address is that of a chat completions API, or raise the limit."
                );
            }
        }
    }
}
