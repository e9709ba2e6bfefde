using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Chat.Http.Resilience;

namespace Chat.Http.Batch;

/// <summary>The upload of an input file. Each piece that a connection takes counts as progress, so that a long upload hits no time limit.</summary>
internal sealed class BatchInputContent : HttpContent
{
    // A line that is longer makes the buffer grow to it.
    private const int FlushBytes = 64 << 10;

    private readonly BatchInput _input;
    private readonly StreamClock _clock;

    /// <summary>Makes the content of one attempt.</summary>
    /// <param name="input">The file.</param>
    /// <param name="clock">The request's clock.</param>
    public BatchInputContent(BatchInput input, StreamClock clock)
    {
        _input = input;
        _clock = clock;
        Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
    }

    /// <summary>The whole form that a file is uploaded as.</summary>
    /// <param name="input">The file.</param>
    /// <param name="clock">The request's clock.</param>
    public static MultipartFormDataContent Form(BatchInput input, StreamClock clock)
    {
        var purpose = new StringContent("batch");
        var file = new BatchInputContent(input, clock);
        // Quoted, as RFC 7578 shows them; the platform leaves the quotes out, and some servers then find no name.
        purpose.Headers.ContentType = null;
        purpose.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"purpose\"" };
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "\"file\"",
            FileName = "\"batch.jsonl\"",
        };
        return new MultipartFormDataContent { purpose, file };
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _input.Length;
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
        var lines = new ArrayBufferWriter<byte>(FlushBytes);
        for (var at = 0; at < _input.Count; at++)
        {
            _input.WriteLine(at, lines);
            if (lines.WrittenCount >= FlushBytes || at == _input.Count - 1)
            {
                await stream.WriteAsync(lines.WrittenMemory, cancellationToken).ConfigureAwait(false);
                lines.ResetWrittenCount();
                _clock.Payload();
            }
        }
    }
}
