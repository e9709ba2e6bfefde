using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Daemon.Rpc;

/// <summary>Asks a backend with one priority. It does not own the backend, and is not disposed of.</summary>
/// <param name="engine">The backend.</param>
/// <param name="priority">The priority.</param>
internal sealed class PriorityBackend(IPrioritizedBackend engine, RequestPriority priority)
    : DelegatingChatBackend(engine)
{
    /// <inheritdoc/>
    public override Task<ChatCompletion> CompleteAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => engine.CompleteAsync(request, priority, cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => engine.StreamAsync(request, priority, cancellationToken);
}
