using System.Collections.Concurrent;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>Who at this end reads which line of progress; bounded by the calls that are open.</summary>
internal sealed class ProgressReaders
{
    private readonly ConcurrentDictionary<RpcId, IProgress<ProgressValue>> _readers = new();
    private long _lastId;

    /// <summary>Opens a line.</summary>
    /// <param name="reader">Who reads it.</param>
    /// <returns>Its token.</returns>
    public RpcId Open(IProgress<ProgressValue> reader)
    {
        var token = new RpcId(Interlocked.Increment(ref _lastId));
        _readers[token] = reader;
        return token;
    }

    /// <summary>Closes a line.</summary>
    /// <param name="token">Its token.</param>
    public void Close(RpcId token) => _readers.TryRemove(token, out _);

    /// <summary>Gives a value to its reader; nothing happens when the line is closed.</summary>
    /// <param name="progress">The value.</param>
    public void Report(ProgressParams progress)
    {
        if (_readers.TryGetValue(progress.Token, out var reader))
        {
            reader.Report(progress.Value);
        }
    }
}
