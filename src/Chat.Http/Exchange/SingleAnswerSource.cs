using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>An answer that came whole where chunks were asked for, as the one chunk it amounts to.</summary>
/// <param name="chunk">The chunk.</param>
internal sealed class SingleAnswerSource(ChatCompletionChunk chunk) : IChunkSource
{
    private ChatCompletionChunk? _chunk = chunk;

    /// <inheritdoc/>
    public StreamEnd End => _chunk is null ? StreamEnd.Marked : StreamEnd.None;

    /// <inheritdoc/>
    public ValueTask<ChatCompletionChunk?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (var chunk, _chunk) = (_chunk, null);
        return ValueTask.FromResult(chunk);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
