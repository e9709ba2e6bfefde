using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Http.Resilience;

namespace Chat.Http.Exchange;

/// <summary>
/// Makes several choices of a server that makes one at a time: one request after the other, each with the next seed when the request has
/// one. Usage, timings and times are those of all of them, and so is the total limit.
/// </summary>
/// <param name="inner">The server's backend.</param>
/// <param name="limits">Its time limits, checked.</param>
/// <param name="time">The clock.</param>
/// <param name="server">The server's name, for messages.</param>
internal sealed class ChoiceFanOut(IChatBackend inner, TimeLimits limits, TimeProvider time, string server)
    : IChatBackend
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

    private async IAsyncEnumerable<ChatCompletionChunk> MergeAsync(
        ChatCompletionRequest request,
        Func<ChatCompletionRequest, CancellationToken, IAsyncEnumerable<ChatCompletionChunk>> answer,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        var merge = new ChoiceMerge(request.N!.Value);
        using var deadline = new CancellationTokenSource(limits.Total ?? Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        for (var index = 0; index < request.N; index++)
        {
            merge.Begin(index, time.GetElapsedTime(start));
            var chunks = answer(Choice(request, index), stop.Token).GetAsyncEnumerator(stop.Token);
            await using var owned = chunks.ConfigureAwait(false);
            while (await MoveNextAsync(chunks, merge, deadline.Token, cancellationToken).ConfigureAwait(false))
            {
                yield return merge.Add(chunks.Current);
            }
        }
    }

    private static ChatCompletionRequest Choice(ChatCompletionRequest request, int index) =>
        request with
        {
            N = null,
            Seed = request.Seed + index,
            RandomSeed = request.RandomSeed + index,
            // Ollama's own API: it stands before the others there.
            Options = request.Options is { Seed: { } seed } options
                ? options with
                {
                    Seed = seed + index,
                }
                : request.Options,
        };

    private async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<ChatCompletionChunk> chunks,
        ChoiceMerge merge,
        CancellationToken deadline,
        CancellationToken caller
    )
    {
        try
        {
            return await chunks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ChatException failure)
        {
            // The failure knows of its own choice only; those before it came whole.
            throw merge.ToPartial(failure) is { } partial ? failure.WithPartial(partial) : failure;
        }
        catch (OperationCanceledException error) when (caller.IsCancellationRequested)
        {
            // Named by the caller's own token, not by the one it was linked to.
            throw new OperationCanceledException(error.Message, error, caller);
        }
        catch (OperationCanceledException error) when (deadline.IsCancellationRequested)
        {
            var failure = LimitFailures.Of(ChatErrorKind.TotalTimeout, limits, server, error);
            throw merge.ToPartial(failure) is { } partial ? failure.WithPartial(partial) : failure;
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
