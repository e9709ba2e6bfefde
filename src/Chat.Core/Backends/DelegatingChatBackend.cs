using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Backends;

/// <summary>A wrapper round another backend, which it owns. Each member passes the call on; a derived type changes what it needs to.</summary>
/// <param name="inner">The backend within.</param>
public abstract class DelegatingChatBackend(IChatBackend inner) : IChatBackend
{
    /// <summary>The backend within.</summary>
    protected IChatBackend Inner { get; } = inner ?? throw new ArgumentNullException(nameof(inner));

    /// <inheritdoc/>
    public virtual BackendCapabilities Capabilities => Inner.Capabilities;

    /// <inheritdoc/>
    public virtual Task<ChatCompletion> CompleteAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => Inner.CompleteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => Inner.StreamAsync(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        Inner.ListModelsAsync(cancellationToken);

    /// <summary>Disposes of the backend within.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
