using System.Threading.Channels;
using Chat.Core.Streaming;

namespace Chat.Engine.Scheduling;

/// <summary>
/// The way of an answer's chunks from the engine to its reader. Writing never waits: the engine asks for room before it computes, so that
/// a slow reader stops its own answer and nothing else. One writer, one reader.
/// </summary>
internal sealed class AnswerStream
{
    /// <summary>The chunks that the engine may be ahead of the reader before it computes no more for it.</summary>
    public const int MaxAhead = 256;

    private readonly Channel<ChatCompletionChunk> _chunks;
    private readonly Lock _gate = new();
    private int _ahead;
    private volatile bool _isFull;

    /// <summary>Makes the way of one answer.</summary>
    /// <param name="choices">How many choices it has; each adds at most one chunk to those that the room was asked for.</param>
    public AnswerStream(int choices) =>
        _chunks = Channel.CreateBounded<ChatCompletionChunk>(
            new BoundedChannelOptions(MaxAhead + choices + 1) { SingleReader = true, SingleWriter = true }
        );

    /// <summary>
    /// True when the reader is near enough for another step. Once it was <see cref="MaxAhead"/> chunks behind it must read up to half of
    /// them first: else each chunk that it reads would let in and put back its answer anew.
    /// </summary>
    public bool HasRoom => !_isFull;

    /// <summary>Called when a reader that was far behind is near enough again. Set before the reader starts.</summary>
    public Action Resumed { get; set; } = static () => { };

    /// <summary>Writes a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="InvalidOperationException">There is no room; <see cref="HasRoom"/> was not asked.</exception>
    public void Write(ChatCompletionChunk chunk)
    {
        lock (_gate)
        {
            _isFull |= ++_ahead >= MaxAhead;
        }

        if (!_chunks.Writer.TryWrite(chunk))
        {
            throw new InvalidOperationException("The reader is too far behind.");
        }
    }

    /// <summary>Ends the answer. A second call does nothing.</summary>
    /// <param name="error">Why it failed; null when it did not.</param>
    public void End(Exception? error = null) => _chunks.Writer.TryComplete(error);

    /// <summary>Reads to the end; then the failure is thrown, if there was one. Cancelling is the writer's business: it ends the answer.</summary>
    public async IAsyncEnumerable<ChatCompletionChunk> ReadAllAsync()
    {
        await foreach (var chunk in _chunks.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (IsNearAgain())
            {
                Resumed();
            }

            yield return chunk;
        }
    }

    private bool IsNearAgain()
    {
        lock (_gate)
        {
            var isNear = --_ahead <= MaxAhead / 2 && _isFull;
            _isFull &= !isNear;
            return isNear;
        }
    }
}
