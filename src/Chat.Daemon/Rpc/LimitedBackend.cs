using System.Runtime.CompilerServices;
using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Daemon.Rpc;

/// <summary>
/// Holds local models to time limits, as servers are held to theirs. The load counts as time to the first token. While the reader of a
/// stream makes it wait, no limit but the total runs.
/// </summary>
/// <param name="inner">The backend within.</param>
/// <param name="limits">The limits; there is no connection to make, so that one is not looked at.</param>
/// <param name="time">The clock.</param>
internal sealed class LimitedBackend(IChatBackend inner, ProfileTimeouts limits, TimeProvider time)
    : DelegatingChatBackend(inner)
{
    /// <inheritdoc/>
    // In chunks, as the limits between tokens need it.
    public override Task<ChatCompletion> CompleteAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => ChatBackendStreams.GatherAsync(request, StreamAsync, cancellationToken);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var clock = new LimitClock(limits, time, cancellationToken);
        var gathered = new ChatCompletionAccumulator();
        var chunks = Inner.StreamAsync(request, clock.Token).GetAsyncEnumerator(clock.Token);
        await using var owned = chunks.ConfigureAwait(false);
        while (await NextAsync(chunks, clock, gathered, cancellationToken).ConfigureAwait(false))
        {
            gathered.Add(chunks.Current);
            yield return chunks.Current;
        }
    }

    private static async ValueTask<bool> NextAsync(
        IAsyncEnumerator<ChatCompletionChunk> chunks,
        LimitClock clock,
        ChatCompletionAccumulator gathered,
        CancellationToken cancellationToken
    )
    {
        clock.Start();
        try
        {
            var next = chunks.MoveNextAsync();
            if (next.IsCompletedSuccessfully)
            {
                return next.Result;
            }

            var pending = next.AsTask();
            clock.Await(pending);
            return await pending.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (!cancellationToken.IsCancellationRequested && clock.Failure is { } failure)
        {
            throw gathered.HasChunks ? failure.WithPartial(gathered.ToCompletion(CompletionOutcome.Failed)) : failure;
        }
        finally
        {
            clock.Stop();
        }
    }
}
