using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Http.Connections;
using Chat.Http.Dialects;
using Chat.Http.Failures;
using Chat.Http.Resilience;

namespace Chat.Http.Exchange;

/// <summary>One request to a server: written once, sent until an attempt succeeds, and read.</summary>
internal sealed class ChatCall : IProgress<RetryNotice>
{
    private readonly RemoteServer _server;
    private readonly WireRequest _wire;
    private readonly int _choices;
    private readonly bool _stream;
    private readonly IdempotencyKey _idempotency;
    private readonly ChunkTimes _times;
    private readonly List<string> _warnings;

    private ChatCall(RemoteServer server, ChatCompletionRequest request, bool stream, IEnumerable<string> warnings)
    {
        _server = server;
        _stream = stream;
        _choices = request.N ?? 1;
        _wire = server.Dialect.Write(request, stream);
        _idempotency = server.NewIdempotencyKey();
        _warnings = [.. warnings];
        _times = new ChunkTimes(server.Time);
    }

    /// <summary>Checks and writes a request. Nothing is sent.</summary>
    /// <param name="server">The server.</param>
    /// <param name="capabilities">What it does with each field.</param>
    /// <param name="request">The request.</param>
    /// <param name="stream">True asks for chunks.</param>
    /// <exception cref="ChatException">The request is wrong, or the server would refuse a field of it.</exception>
    public static ChatCall Prepare(
        RemoteServer server,
        BackendCapabilities capabilities,
        ChatCompletionRequest request,
        bool stream
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ChatCompletionRequestChecks.Check(request);
        var warnings = CapabilityReport.Examine(request, capabilities, server.Dialect.DisplayName);
        var asked = request with { Model = request.Model ?? server.Options.DefaultModel };
        return new ChatCall(server, asked, stream, warnings);
    }

    /// <inheritdoc/>
    public void Report(RetryNotice value) =>
        _warnings.Add(
            $"The server was asked again (retry {value.Retry} of {value.MaxRetries}): {value.Reason.Message}"
        );

    /// <summary>Gets the answer as chunks.</summary>
    /// <param name="clock">The request's time limits.</param>
    /// <exception cref="ChatException">No attempt brought a first chunk.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<AnswerStream> StreamAsync(StreamClock clock)
    {
        var opened = await _server
            .Retry.RunAsync(clock, _server.Peer, token => OpenAsync(clock, token), this)
            .ConfigureAwait(false);
        return new AnswerStream(opened, _choices, _warnings, clock, _server.Peer, _server.Time);
    }

    /// <summary>Gets the answer whole.</summary>
    /// <param name="clock">The request's time limits.</param>
    /// <exception cref="ChatException">No attempt brought an answer.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ChatCompletion> CompleteAsync(StreamClock clock)
    {
        var answer = await StreamAsync(clock).ConfigureAwait(false);
        await using var owned = answer.ConfigureAwait(false);
        while (await answer.ReadAsync().ConfigureAwait(false) is not null) { }

        return answer.ToCompletion();
    }

    private async ValueTask<OpenedStream> OpenAsync(StreamClock clock, CancellationToken token)
    {
        using var content = new JsonRequestContent(_wire.Body, clock);
        using var message = _server.NewMessage(
            HttpMethod.Post,
            _wire.Path,
            _stream ? _server.Dialect.StreamType : MediaTypes.Json,
            content
        );
        _idempotency.AddTo(message.Headers);
        if (_stream)
        {
            // A compressed stream comes in lumps.
            message.Headers.AcceptEncoding.ParseAdd("identity");
        }

        var response = await _server.SendAsync(message, token).ConfigureAwait(false);
        IChunkSource? source = null;
        try
        {
            source = await OpenSourceAsync(response, clock).ConfigureAwait(false);
            var first = await source.ReadAsync(token).ConfigureAwait(false);
            AnswerStream.Note(first, clock);
            (var opened, source) = (new OpenedStream(source, first, RequestId(response)), null);
            return opened;
        }
        finally
        {
            // What failed on the way is hung up here.
            if (source is not null)
            {
                await source.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<IChunkSource> OpenSourceAsync(HttpResponseMessage response, StreamClock clock)
    {
        try
        {
            var body = new PeekedStream(await response.Content.ReadAsStreamAsync(clock.Token).ConfigureAwait(false));
            if (await IsStreamAsync(response, body, clock).ConfigureAwait(false))
            {
                var context = new StreamContext(_server.Peer, _server.Limits, _times, RequestId(response));
                (var source, response) = (_server.Dialect.OpenStream(response, body, context), null!);
                return source;
            }

            var whole = await BodyReader
                .ReadAsync(body, _server.Limits.MaxEventBytes, clock, _server.Peer)
                .ConfigureAwait(false);
            _times.Mark();
            return new SingleAnswerSource(ReadAnswer(response, whole));
        }
        finally
        {
            response?.Dispose();
        }
    }

    // The body itself has the last word: an event stream begins with none of these signs, lines of JSON not with those of a page or list.
    private async ValueTask<bool> IsStreamAsync(HttpResponseMessage response, PeekedStream body, StreamClock clock) =>
        (_stream || MediaTypes.IsEventStream(response.Content.Headers.ContentType))
        && await body.PeekAsync(clock.Token).ConfigureAwait(false) switch
        {
            (byte)'<' or (byte)'[' => false,
            (byte)'{' => !_server.Dialect.StreamType.Equals(MediaTypes.EventStream, StringComparison.Ordinal),
            _ => true,
        };

    private ChatCompletionChunk ReadAnswer(HttpResponseMessage response, ReceivedBody body)
    {
        if (body.Break is { } failure)
        {
            throw NotSentAgain(failure, body.Bytes.Span);
        }

        if (ServerErrors.FindInBand(body.Bytes.Span, _server.Peer, RequestId(response)) is { } told)
        {
            throw told;
        }

        try
        {
            return ToChunk(_server.Dialect.ReadAnswer(body.Bytes.Span));
        }
        catch (JsonException cause)
        {
            throw NotAnAnswer(response, body.Bytes.Span, cause);
        }
    }

    private ChatCompletionChunk ToChunk(ChatCompletion answer) =>
        answer.ToChunk() with
        {
            ChunkLatency = _times.SinceLast,
            TotalLatency = _times.Total,
            IsLastChunk = false,
        };

    private Exception NotAnAnswer(HttpResponseMessage response, ReadOnlySpan<byte> body, JsonException cause)
    {
        if (body.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..])
        {
            // A page, most often that of a proxy; the reader of failures knows how to quote one.
            return ServerErrors.From(response, body, _server.Peer, _server.Time.GetUtcNow()).Failure;
        }

        var isCut = JsonText.IsCut(body);
        var failure = new ChatException(
            isCut ? ChatErrorKind.Incomplete : ChatErrorKind.Protocol,
            $"{_server.Peer.Name} sent {(isCut ? "an answer that is cut" : "what is no answer")}.",
            isCut ? "Ask again." : "Check that the address is that of a chat completions API.",
            cause
        )
        {
            RequestId = RequestId(response),
            IsRetryable = isCut,
        };
        return isCut ? NotSentAgain(failure, body) : failure;
    }

    // The server has made the answer and will bill it: what is left of it goes to the caller, who may ask again.
    private ServerFailureException NotSentAgain(ChatException failure, ReadOnlySpan<byte> body) =>
        new(
            Salvage(body) is { } partial ? failure.WithPartial(partial) : failure,
            new RetryAdvice(After: null, ShouldRetry: false)
        );

    private ChatCompletion? Salvage(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonText.Close(body) is { } closed
                ? _server.Dialect.ReadAnswer(closed, isCut: true) with
                {
                    Outcome = CompletionOutcome.Incomplete,
                }
                : null;
        }
        catch (JsonException)
        {
            // It was cut before it said anything.
            return null;
        }
    }

    private string? RequestId(HttpResponseMessage response) => RequestIds.Of(response.Headers, _server.Peer);
}
