using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Backends;

/// <summary>
/// Whatever answers chat completions: a remote API, an engine, or a wrapper round another backend. Members may be called from several
/// threads at once. A request is never changed by a backend.
/// </summary>
/// <remarks>
/// Failures are <see cref="ChatException"/>s with what had come as their partial result. When the caller's token is cancelled, the work
/// behind the call stops and an <see cref="OperationCanceledException"/> is thrown; a caller that wants the partial answer then
/// streams and gathers it with a <see cref="ChatCompletionAccumulator"/>. Once a backend is disposed of, its calls in progress and new
/// ones throw an <see cref="ObjectDisposedException"/>.
/// </remarks>
public interface IChatBackend : IAsyncDisposable
{
    /// <summary>What the backend does with each request field.</summary>
    BackendCapabilities Capabilities { get; }

    /// <summary>Gets a whole answer.</summary>
    /// <param name="request">The request; its <c>stream</c> field is not looked at.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The request failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken);

    /// <summary>Gets an answer in chunks. Each choice ends with exactly one finish reason, unless the stream throws.</summary>
    /// <param name="request">The request; its <c>stream</c> field is not looked at.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The request failed; chunks that had come stay valid.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the models that the backend offers.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The list could not be had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken);
}
