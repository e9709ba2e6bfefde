using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Http.Exchange;
using Chat.Http.Failures;
using Chat.Http.Ndjson;

namespace Chat.Http.Ollama;

/// <summary>
/// The chunks of a stream of Ollama's own API. A line is a piece of the answer or an error text; the one with <c>done: true</c> is the
/// last, and nothing is read past it.
/// </summary>
/// <param name="response">The response; disposed of with this.</param>
/// <param name="lines">The lines.</param>
/// <param name="context">Server, limits and clock.</param>
internal sealed class OllamaChunkSource(HttpResponseMessage response, NdjsonReader lines, StreamContext context)
    : IChunkSource
{
    private readonly OllamaChunks _chunks = new();
    private bool _isDone;

    /// <inheritdoc/>
    public StreamEnd End { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<ChatCompletionChunk?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            End = StreamEnd.Marked;
            return null;
        }

        if (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            context.Times.Mark();
            return Read(lines.Data.Span);
        }

        End = StreamEnd.Closed;
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (End == StreamEnd.None)
        {
            await HangUp.NowAsync(response).ConfigureAwait(false);
        }

        await lines.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
    }

    private ChatCompletionChunk? Read(ReadOnlySpan<byte> data)
    {
        try
        {
            var line = OllamaLineReader.Read(data);
            if (line.Extras?.ContainsKey("error") == true && InBand(data) is { } failure)
            {
                throw failure;
            }

            _isDone = line.IsDone;
            return _chunks.Next(line, data) with
            {
                ChunkLatency = context.Times.SinceLast,
                TotalLatency = context.Times.Total,
            };
        }
        catch (JsonException error)
        {
            if (InBand(data) is { } failure)
            {
                throw failure;
            }

            if (lines.IsCut)
            {
                End = StreamEnd.Cut;
                return null;
            }

            throw NotALine(data, error);
        }
    }

    private ChatException? InBand(ReadOnlySpan<byte> data) =>
        ServerErrors.FindInBand(data, context.Peer, context.RequestId);

    private ChatException NotALine(ReadOnlySpan<byte> data, JsonException cause) =>
        new(
            ChatErrorKind.Protocol,
            $"{context.Peer.Name} sent a line that is no piece of an answer: {context.Peer.Quote(data, 100)}",
            "Check that the address is that of Ollama's own API.",
            cause
        )
        {
            RequestId = context.RequestId,
        };
}
