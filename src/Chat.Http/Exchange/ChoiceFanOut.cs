using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>
/// Makes several choices of a server that makes one at a time: one request after the other, each with the next seed when the request has
/// one. The usage is that of all of them.
/// </summary>
/// <param name="inner">The server's backend.</param>
internal sealed class ChoiceFanOut(IChatBackend inner) : IChatBackend
{
    /// <inheritdoc/>
    public BackendCapabilities Capabilities => inner.Capabilities;

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        ChatCompletionRequestChecks.Check(request);
        if (request.N is null or 1)
        {
            return await inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var gathered = new ChatCompletionAccumulator();
        await foreach (
            var chunk in MergeAsync(request, CompleteInOneChunkAsync, cancellationToken).ConfigureAwait(false)
        )
        {
            gathered.Add(chunk);
        }

        return gathered.ToCompletion();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    )
    {
        ChatCompletionRequestChecks.Check(request);
        return request.N is null or 1
            ? inner.StreamAsync(request, cancellationToken)
            : MergeAsync(request, inner.StreamAsync, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        inner.ListModelsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static async IAsyncEnumerable<ChatCompletionChunk> MergeAsync(
        ChatCompletionRequest request,
        Func<ChatCompletionRequest, CancellationToken, IAsyncEnumerable<ChatCompletionChunk>> answer,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var merge = new ChoiceMerge(request.N!.Value);
        for (var index = 0; index < request.N; index++)
        {
            var one = request with { N = null, Seed = request.Seed + index, RandomSeed = request.RandomSeed + index };
            var chunks = answer(one, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using var owned = chunks.ConfigureAwait(false);
            while (await MoveNextAsync(chunks, merge, index).ConfigureAwait(false))
            {
                yield return merge.Add(chunks.Current, index);
            }
        }
    }

    private static async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<ChatCompletionChunk> chunks,
        ChoiceMerge merge,
        int index
    )
    {
        try
        {
            return await chunks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ChatException failure) when (merge.HasChunks)
        {
            // The failure knows of its own choice only; those before it came whole.
            throw failure.WithPartial(merge.ToPartial(failure, index));
        }
    }

    private async IAsyncEnumerable<ChatCompletionChunk> CompleteInOneChunkAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var answer = await inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        yield return answer.ToChunk();
    }
}
