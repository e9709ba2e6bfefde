using System.Collections.Concurrent;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>The streams that are being sent over one connection, by name; bounded by the requests that may be open.</summary>
internal sealed class ChunkSenders
{
    private readonly ConcurrentDictionary<RpcId, ChunkSender> _streams = new();

    /// <summary>Adds a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>False when there is one of its name.</returns>
    public bool TryAdd(ChunkSender stream) => _streams.TryAdd(stream.Id, stream);

    /// <summary>Removes a stream.</summary>
    /// <param name="id">Its name.</param>
    public void Remove(RpcId id) => _streams.TryRemove(id, out _);

    /// <summary>The reader of a stream has used up a piece; nothing happens when the stream is over.</summary>
    /// <param name="ack">Which.</param>
    public void Acknowledge(ChatAckParams ack)
    {
        if (_streams.TryGetValue(ack.Stream, out var stream))
        {
            stream.Acknowledge(ack.Seq);
        }
    }
}
