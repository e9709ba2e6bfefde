using System.Net;
using System.Net.Http.Headers;
using Chat.Http.Resilience;

namespace Chat.Http.Connections;

/// <summary>
/// A JSON body that tells the clock when a connection takes it. No other sign comes in time: headers often come only with the first token, and
/// a pooled connection raises no event.
/// </summary>
internal sealed class JsonRequestContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly StreamClock _clock;

    /// <summary>Makes the body of one attempt.</summary>
    /// <param name="json">The body, UTF-8; not changed while in use.</param>
    /// <param name="clock">The request's clock.</param>
    public JsonRequestContent(ReadOnlyMemory<byte> json, StreamClock clock)
    {
        _json = json;
        _clock = clock;
        // Without a charset: RFC 8259 has none, and some servers compare the whole value.
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        _clock.Connected();
        await stream.WriteAsync(_json, cancellationToken).ConfigureAwait(false);
    }
}
