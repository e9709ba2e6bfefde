using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>Answers with the engine host; where no host can run for want of a place, in this process, with a warning.</summary>
/// <param name="host">The host's backend; owned.</param>
/// <param name="own">Makes the backend in this process.</param>
/// <param name="warn">Is told why, once.</param>
internal sealed class HostOrOwnBackend(IPrioritizedBackend host, Func<IChatBackend> own, Action<string> warn)
    : IChatBackend
{
    private readonly Lock _gate = new();
    private volatile IChatBackend? _own;

    /// <summary>How soon the host computes what is asked here. Default: interactive.</summary>
    public RequestPriority Priority { get; init; }

    /// <inheritdoc/>
    public BackendCapabilities Capabilities => host.Capabilities;

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        if (_own is null)
        {
            try
            {
                return await host.CompleteAsync(request, Priority, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException error) when (IsWithoutPlace(error))
            {
                Leave(error);
            }
        }

        return await _own.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var chunks = (
            _own?.StreamAsync(request, cancellationToken) ?? host.StreamAsync(request, Priority, cancellationToken)
        ).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            bool isMore;
            try
            {
                isMore = await chunks.MoveNextAsync().ConfigureAwait(false);
            }
            catch (ChatException error) when (IsWithoutPlace(error))
            {
                await chunks.DisposeAsync().ConfigureAwait(false);
                chunks = Leave(error)
                    .StreamAsync(request, cancellationToken)
                    .GetAsyncEnumerator(CancellationToken.None);
                isMore = await chunks.MoveNextAsync().ConfigureAwait(false);
            }

            while (isMore)
            {
                yield return chunks.Current;
                isMore = await chunks.MoveNextAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await chunks.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        if (_own is null)
        {
            try
            {
                return await host.ListModelsAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException error) when (IsWithoutPlace(error))
            {
                Leave(error);
            }
        }

        return await _own.ListModelsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync().ConfigureAwait(false);
        if (_own is { } backend)
        {
            await backend.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static bool IsWithoutPlace(ChatException error) => error.InnerException is EngineHostUnavailableException;

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_own))]
    private IChatBackend Leave(ChatException reason)
    {
        lock (_gate)
        {
            if (_own is null)
            {
                warn($"{reason.Message} The answer is made in this process instead.");
                _own = own();
            }

            return _own;
        }
    }
}
