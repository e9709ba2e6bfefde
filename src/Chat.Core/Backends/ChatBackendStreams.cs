using System.Runtime.CompilerServices;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Backends;

/// <summary>Other ways to read the stream of a backend.</summary>
public static class ChatBackendStreams
{
    /// <summary>
    /// Streams an answer with its failure in band: where <see cref="IChatBackend.StreamAsync"/> would throw a <see cref="ChatException"/>, a
    /// last chunk comes that has no choices, and the failure in <see cref="ChatCompletionChunk.Error"/>.
    /// </summary>
    /// <param name="backend">The backend.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async IAsyncEnumerable<ChatCompletionChunk> StreamInBandAsync(
        this IChatBackend backend,
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(backend);
        ChatException? failure = null;
        ChatCompletionChunk? last = null;
        var chunks = backend.StreamAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var owned = chunks.ConfigureAwait(false);
        while (failure is null)
        {
            try
            {
                if (!await chunks.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (ChatException error)
            {
                failure = error;
                continue;
            }

            last = chunks.Current;
            yield return last;
        }

        yield return new ChatCompletionChunk
        {
            Id = last?.Id,
            Created = last?.Created ?? 0,
            Model = last?.Model,
            TotalLatency = last?.TotalLatency ?? TimeSpan.Zero,
            IsLastChunk = true,
            Error = failure,
        };
    }
}
