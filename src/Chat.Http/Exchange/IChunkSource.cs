using Chat.Core.Errors;
using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>The chunks of one streamed answer. Disposing it hangs up.</summary>
internal interface IChunkSource : IAsyncDisposable
{
    /// <summary>How the stream ended; <see cref="StreamEnd.None"/> until <see cref="ReadAsync"/> gave null.</summary>
    StreamEnd End { get; }

    /// <summary>Reads the next chunk. Comments and other signs of life are passed over.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="ChatException">The server sent an error, or what no dialect allows.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<ChatCompletionChunk?> ReadAsync(CancellationToken cancellationToken);
}
