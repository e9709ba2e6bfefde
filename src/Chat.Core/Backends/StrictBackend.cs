using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Backends;

/// <summary>Temporary.</summary>
public sealed class StrictBackend(IChatBackend inner) : IChatBackend
{
    /// <inheritdoc/>
    public BackendCapabilities Capabilities => inner.Capabilities;

    /// <inheritdoc/>
    public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken) =>
        inner.CompleteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => inner.StreamAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        inner.ListModelsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
