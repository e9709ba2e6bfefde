using System.Runtime.CompilerServices;
using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Http.Exchange;
using Chat.Http.Failures;
using Chat.Http.Resilience;

namespace Chat.Http;

/// <summary>Answers from a server over HTTP.</summary>
internal sealed class HttpChatBackend : IChatBackend
{
    private readonly RemoteServer _server;
    private readonly CallLife _life;

    /// <summary>Makes a backend. Nothing is sent.</summary>
    /// <param name="server">The server.</param>
    public HttpChatBackend(RemoteServer server)
    {
        _server = server;
        _life = new CallLife(this);
        Capabilities = CapabilityTable.For(server.Options.Target);
    }

    /// <inheritdoc/>
    public BackendCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        var call = ChatCall.Prepare(_server, Capabilities, request, stream: false);
        using var stop = _life.Begin(cancellationToken);
        using var clock = _server.NewClock(_server.Options.Limits, stop.Token);
        try
        {
            return await call.CompleteAsync(clock).ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            _life.Explain(error, cancellationToken);
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var call = ChatCall.Prepare(_server, Capabilities, request, stream: true);
        using var stop = _life.Begin(cancellationToken);
        using var clock = _server.NewClock(_server.Options.Limits, stop.Token);
        AnswerStream answer;
        try
        {
            answer = await call.StreamAsync(clock).ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            _life.Explain(error, cancellationToken);
            throw;
        }

        await using var owned = answer.ConfigureAwait(false);
        while (true)
        {
            ChatCompletionChunk? chunk;
            try
            {
                chunk = await answer.ReadAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException error)
            {
                _life.Explain(error, cancellationToken);
                throw;
            }

            if (chunk is null)
            {
                yield break;
            }

            yield return chunk;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var stop = _life.Begin(cancellationToken);
        using var clock = _server.NewClock(_server.Options.Limits, stop.Token);
        try
        {
            return await _server
                .Retry.RunAsync(clock, _server.Peer, token => AskModelsAsync(clock, token))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            _life.Explain(error, cancellationToken);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _life.DisposeAsync();

    private async ValueTask<IReadOnlyList<ModelDescription>> AskModelsAsync(StreamClock clock, CancellationToken token)
    {
        using var message = _server.NewMessage(HttpMethod.Get, _server.Dialect.ModelsPath, MediaTypes.Json);
        clock.Connected();
        using var response = await _server.SendAsync(message, token).ConfigureAwait(false);
        var body = await BodyReader
            .ReadAsync(response, _server.Limits.MaxEventBytes, clock, _server.Peer)
            .ConfigureAwait(false);
        return ReadModels(body.Whole().Span);
    }

    private IReadOnlyList<ModelDescription> ReadModels(ReadOnlySpan<byte> body)
    {
        if (ServerErrors.FindInBand(body, _server.Peer) is { } failure)
        {
            throw failure;
        }

        try
        {
            return _server.Dialect.ReadModels(body);
        }
        catch (JsonException cause)
        {
            throw new ChatException(
                ChatErrorKind.Protocol,
                $"{_server.Peer.Name} sent no list of models.",
                "Check that the address is that of a chat completions API.",
                cause
            );
        }
    }
}
