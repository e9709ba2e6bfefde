using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Daemon.Rpc;

/// <summary>A backend that others use too, asked with one priority where it knows priorities. Disposing of this leaves it alone.</summary>
/// <param name="backend">The backend.</param>
/// <param name="priority">The priority.</param>
internal sealed class BorrowedBackend(IChatBackend backend, RequestPriority priority) : IChatBackend
{
    /// <inheritdoc/>
    public BackendCapabilities Capabilities => backend.Capabilities;

    /// <inheritdoc/>
    public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken) =>
        backend is IPrioritizedBackend engine
            ? engine.CompleteAsync(request, priority, cancellationToken)
            : backend.CompleteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) =>
        backend is IPrioritizedBackend engine
            ? engine.StreamAsync(request, priority, cancellationToken)
            : backend.StreamAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        backend.ListModelsAsync(cancellationToken);

    /// <summary>Leaves the backend to its owner.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
