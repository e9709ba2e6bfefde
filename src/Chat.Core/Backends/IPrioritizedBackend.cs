using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Backends;

/// <summary>A backend that computes urgent requests before others: the local engine, wherever it runs.</summary>
public interface IPrioritizedBackend : IChatBackend
{
    /// <summary>Answers a request whole, as <see cref="IChatBackend.CompleteAsync"/> does, with a priority of its own.</summary>
    /// <param name="request">The request.</param>
    /// <param name="priority">How soon it is computed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The request cannot be answered, or its answer failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The backend is closed, or was while it answered.</exception>
    Task<ChatCompletion> CompleteAsync(
        ChatCompletionRequest request,
        RequestPriority priority,
        CancellationToken cancellationToken
    );

    /// <summary>Answers a request in chunks, as <see cref="IChatBackend.StreamAsync"/> does, with a priority of its own.</summary>
    /// <param name="request">The request.</param>
    /// <param name="priority">How soon it is computed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The request cannot be answered, or its answer failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The backend is closed, or was while it answered.</exception>
    IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        RequestPriority priority,
        CancellationToken cancellationToken
    );
}
