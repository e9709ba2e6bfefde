using System.Collections.Concurrent;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>
/// The requests that wait for their first token and are told what the engine does. Models load one at a time, and all that wait are told of
/// it. Safe for use by several threads.
/// </summary>
internal sealed class HostProgressLines
{
    private readonly ConcurrentDictionary<object, IProgress<ProgressValue>> _lines = new();

    /// <summary>A request waits.</summary>
    /// <param name="line">Who is told; null for nobody.</param>
    /// <returns>To be disposed of when it waits no more.</returns>
    public IDisposable Add(IProgress<ProgressValue>? line)
    {
        var place = new Place(_lines);
        if (line is not null)
        {
            _lines[place] = line;
        }

        return place;
    }

    /// <summary>Tells all that wait.</summary>
    /// <param name="value">What the engine does.</param>
    public void Report(ProgressValue value)
    {
        foreach (var line in _lines.Values)
        {
            line.Report(value);
        }
    }

    private sealed class Place(ConcurrentDictionary<object, IProgress<ProgressValue>> lines) : IDisposable
    {
        public void Dispose() => lines.TryRemove(this, out _);
    }
}
