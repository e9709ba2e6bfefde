using Chat.Client.Profiles;
using Chat.Core.Completions;
using Chat.Core.Streaming;

namespace Chat.Daemon.Rpc;

/// <summary>One request, as the status sees it; disposed of when the request is over.</summary>
/// <param name="board">The status.</param>
/// <param name="reference">The model that is asked.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusEntry(StatusBoard board, ModelReference reference, TimeProvider time) : IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private bool _hasToken;

    /// <summary>True for a model of this machine.</summary>
    public bool IsLocal => reference.Profile.Kind == ProfileKind.Local;

    /// <summary>The model reference.</summary>
    public string Model => reference.ToString();

    /// <summary>A chunk came.</summary>
    /// <param name="chunk">The chunk.</param>
    public void Came(ChatCompletionChunk chunk)
    {
        if (!_hasToken)
        {
            _hasToken = true;
            board.FirstToken(this, time.GetElapsedTime(_start));
        }

        if (chunk.Timings is { } timings)
        {
            board.Measured(timings);
        }
    }

    /// <summary>The whole answer came.</summary>
    /// <param name="timings">What it cost; null when not known.</param>
    public void Ended(CompletionTimings? timings)
    {
        var first = timings?.TimeToFirstTokenMilliseconds is { } measured
            ? TimeSpan.FromMilliseconds(measured)
            : time.GetElapsedTime(_start);
        board.FirstToken(this, first);
        if (timings is not null)
        {
            board.Measured(timings);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => board.End(this);
}
