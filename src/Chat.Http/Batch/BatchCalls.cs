using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Errors;
using Chat.Http.Exchange;
using Chat.Http.Failures;
using Chat.Http.Resilience;

namespace Chat.Http.Batch;

/// <summary>Sends the requests of the Batch API, again where that may help, and reads their answers.</summary>
/// <param name="server">The server.</param>
internal sealed class BatchCalls(RemoteServer server)
{
    /// <summary>Sends a request and reads its answer.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="method">The verb; a POST bears one idempotency key over its attempts.</param>
    /// <param name="path">The path, relative to the base address.</param>
    /// <param name="content">Makes the body of one attempt; null for none.</param>
    /// <param name="type">How the answer is read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The request failed, or the answer is no such thing.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        Func<StreamClock, HttpContent>? content,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        using var clock = server.NewClock(server.Options.Limits, cancellationToken);
        IdempotencyKey? key = method == HttpMethod.Post ? server.NewIdempotencyKey() : null;
        var body = await server
            .Retry.RunAsync(
                clock,
                server.Peer,
                async token =>
                {
                    using var message = server.NewMessage(method, path, MediaTypes.Json, content?.Invoke(clock));
                    key?.AddTo(message.Headers);
                    if (content is null)
                    {
                        clock.Connected();
                    }

                    using var response = await server.SendAsync(message, token).ConfigureAwait(false);
                    var read = await BodyReader
                        .ReadAsync(response, server.Limits.MaxEventBytes, clock, server.Peer)
                        .ConfigureAwait(false);
                    return read.Whole();
                }
            )
            .ConfigureAwait(false);
        return Read(body.Span, type);
    }

    private T Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
    {
        if (ServerErrors.FindInBand(body, server.Peer) is { } failure)
        {
            throw failure;
        }

        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException cause)
        {
            throw new ChatException(
                ChatErrorKind.Protocol,
                $"{server.Peer.Name} sent what is no answer of the Batch API.",
                "Check that the address is that of a server with OpenAI's Batch API.",
                cause
            );
        }
    }
}
