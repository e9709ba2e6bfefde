using System.Runtime.CompilerServices;
using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Http.Exchange;
using Chat.Http.Failures;

namespace Chat.Http;

/// <summary>Answers from a server over HTTP.</summary>
/// <param name="server">The server.</param>
internal sealed class HttpChatBackend(RemoteServer server) : IChatBackend
{
    /// <inheritdoc/>
    public BackendCapabilities Capabilities { get; } = CapabilityTable.For(server.Options.Target);

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        var call = ChatCall.Prepare(server, Capabilities, request, stream: false);
        using var clock = server.NewClock(server.Options.Limits, cancellationToken);
        return await call.CompleteAsync(clock).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var call = ChatCall.Prepare(server, Capabilities, request, stream: true);
        using var clock = server.NewClock(server.Options.Limits, cancellationToken);
        var answer = await call.StreamAsync(clock).ConfigureAwait(false);
        await using var owned = answer.ConfigureAwait(false);
        var warnings = call.Warnings;
        while (await answer.ReadAsync().ConfigureAwait(false) is { } chunk)
        {
            if (warnings.Count > 0)
            {
                chunk = chunk with { Warnings = [.. warnings, .. chunk.Warnings ?? []] };
                warnings = [];
            }

            yield return chunk;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var clock = server.NewClock(server.Options.Limits, cancellationToken);
        return await server
            .Retry.RunAsync(
                clock,
                server.Peer,
                async token =>
                {
                    using var message = server.NewMessage(HttpMethod.Get, server.Dialect.ModelsPath, MediaTypes.Json);
                    clock.Connected();
                    using var response = await server.SendAsync(message, token).ConfigureAwait(false);
                    var body = await BodyReader
                        .ReadAsync(response, server.Limits.MaxEventBytes, clock, server.Peer)
                        .ConfigureAwait(false);
                    return ReadModels(body.Whole().Span);
                }
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IReadOnlyList<ModelDescription> ReadModels(ReadOnlySpan<byte> body)
    {
        if (ServerErrors.FindInBand(body, server.Peer) is { } failure)
        {
            throw failure;
        }

        try
        {
            return server.Dialect.ReadModels(body);
        }
        catch (JsonException cause)
        {
            throw new ChatException(
                ChatErrorKind.Protocol,
                $"{server.Peer.Name} sent no list of models.",
                "Check that the address is that of a chat completions API.",
                cause
            );
        }
    }
}
