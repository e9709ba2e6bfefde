using System.Runtime.CompilerServices;
using Chat.Core.Completions;
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

    /// <summary>
    /// Gets a whole answer by way of its stream: for a backend whose own way to answer is in chunks. The usage is asked for, as a whole
    /// answer has it.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="stream">Answers a request in chunks, until its token is cancelled.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer that the chunks gather to.</returns>
    /// <exception cref="ChatException">The stream failed; with what had come as its partial result.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<ChatCompletion> GatherAsync(
        ChatCompletionRequest request,
        Func<ChatCompletionRequest, CancellationToken, IAsyncEnumerable<ChatCompletionChunk>> stream,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(stream);
        var streamOptions = (request.StreamOptions ?? new StreamOptions()) with { IncludeUsage = true };
        var gathered = new ChatCompletionAccumulator();
        try
        {
            var chunks = stream(request with { StreamOptions = streamOptions }, cancellationToken);
            await foreach (var chunk in chunks.ConfigureAwait(false))
            {
                gathered.Add(chunk);
            }
        }
        catch (ChatException error) when (gathered.HasChunks && error.Partial is null)
        {
            throw error.WithPartial(gathered.ToCompletion(CompletionOutcome.Failed));
        }

        return gathered.ToCompletion();
    }
}
