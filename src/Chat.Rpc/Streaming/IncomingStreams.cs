using System.Collections.Concurrent;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>The streams that come over one connection, by name; bounded by who opens them.</summary>
/// <param name="window">How many pieces of a stream may be unused.</param>
/// <param name="time">The clock that chunks are stamped by.</param>
internal sealed class IncomingStreams(int window, TimeProvider time)
{
    private readonly ConcurrentDictionary<RpcId, IncomingStream> _streams = new();
    private long _lastId;

    /// <summary>How many pieces of a stream may be unused.</summary>
    public int Window => window;

    /// <summary>Opens a stream.</summary>
    public IncomingStream Open()
    {
        var stream = new IncomingStream(new RpcId(Interlocked.Increment(ref _lastId)), window, time);
        _streams[stream.Id] = stream;
        return stream;
    }

    /// <summary>Forgets a stream.</summary>
    /// <param name="stream">The stream.</param>
    public void Close(IncomingStream stream) => _streams.TryRemove(stream.Id, out _);

    /// <summary>Gives a piece to its stream.</summary>
    /// <param name="json">The params of a <c>chat/chunk</c>.</param>
    /// <returns>False when it is no piece, or one of a stream that nobody reads.</returns>
    public bool Add(ReadOnlySpan<byte> json)
    {
        if (ChunkPiece.Read(json) is not { } piece || !_streams.TryGetValue(piece.Stream, out var stream))
        {
            return false;
        }

        stream.Add(piece.Seq, json[piece.Chunks], piece.IsLast);
        return true;
    }
}
