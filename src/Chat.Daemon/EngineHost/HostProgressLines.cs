using System.Collections.Concurrent;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>
/// The requests that wait for their first token and are told what the engine does. Models are checked and loaded one at a time, and all that
/// wait are told of it; whose prompt is read the engine does not say, so that is told only to one that waits alone. Safe for use by several
/// threads.
/// </summary>
internal sealed class HostProgressLines
{
    private readonly ConcurrentDictionary<object, IProgress<ProgressValue>> _lines = new();
    private int _waiting;

    /// <summary>A request waits.</summary>
    /// <param name="line">Who is told; null for nobody.</param>
    /// <returns>To be disposed of when it waits no more.</returns>
    public IDisposable Add(IProgress<ProgressValue>? line)
    {
        var place = new Place(this);
        Interlocked.Increment(ref _waiting);
        if (line is not null)
        {
            _lines[place] = line;
        }

        return place;
    }

    /// <summary>Tells those that it concerns.</summary>
    /// <param name="value">What the engine does.</param>
    public void Report(ProgressValue value)
    {
        var isForAll = value.Stage is "verify" or "load";
        if (!isForAll && Volatile.Read(ref _waiting) != 1)
        {
            return;
        }

        foreach (var line in _lines.Values)
        {
            line.Report(value);
        }
    }

    private sealed class Place(HostProgressLines lines) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
            {
                lines._lines.TryRemove(this, out _);
                Interlocked.Decrement(ref lines._waiting);
            }
        }
    }
}
