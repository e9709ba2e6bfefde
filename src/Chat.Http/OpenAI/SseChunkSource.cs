using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Http.Exchange;
using Chat.Http.Failures;
using Chat.Http.Sse;

namespace Chat.Http.OpenAI;

/// <summary>
/// The chunks of a server-sent event stream. An event's data is a chunk, an error object, or <c>[DONE]</c>; the word after
/// <c>event:</c> counts only when it is <c>error</c> (KTransformers sends <c>done</c> before the mark).
/// </summary>
/// <param name="response">The response; disposed of with this.</param>
/// <param name="events">The events.</param>
/// <param name="context">Server, limits and clock.</param>
internal sealed class SseChunkSource(HttpResponseMessage response, SseReader events, StreamContext context)
    : IChunkSource
{
    private readonly ChatCompletionChunkReader _chunks = new();
    private ChatException? _failure;

    /// <inheritdoc/>
    public StreamEnd End { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<ChatCompletionChunk?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_failure is { } failure)
        {
            throw failure;
        }

        while (await events.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var data = events.Data.Span.Trim(" \t\r\n"u8);
            if (data.SequenceEqual("[DONE]"u8))
            {
                End = StreamEnd.Marked;
                return null;
            }

            if (data.IsEmpty)
            {
                continue;
            }

            context.Times.Mark();
            return Read(data);
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

        await events.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
    }

    private ChatCompletionChunk? Read(ReadOnlySpan<byte> data)
    {
        if (events.EventType.Span.SequenceEqual("error"u8))
        {
            throw ServerErrors.FromErrorEvent(data, context.Peer, context.RequestId);
        }

        try
        {
            var chunk = _chunks.Read(data, context.Times.SinceLast, context.Times.Total);
            _failure = chunk.ExtensionData?.ContainsKey("error") == true ? InBand(data) : null;
            // What came beside the error is a part of the answer still; the next read throws.
            return _failure is { } failure && chunk.Choices.Count == 0 ? throw failure : chunk;
        }
        catch (JsonException error)
        {
            if (InBand(data) is { } failure)
            {
                throw failure;
            }

            if (events.IsCut)
            {
                End = StreamEnd.Cut;
                return null;
            }

            throw NotAChunk(data, error);
        }
    }

    private ChatException? InBand(ReadOnlySpan<byte> data) =>
        ServerErrors.FindInBand(data, context.Peer, context.RequestId);

    private ChatException NotAChunk(ReadOnlySpan<byte> data, JsonException cause) =>
        new(
            ChatErrorKind.Protocol,
            $"{context.Peer.Name} sent an event that is no chunk: {context.Peer.Quote(data, 100)}",
            "Check that the address is that of a chat completions API.",
            cause
        )
        {
            RequestId = context.RequestId,
        };
}
