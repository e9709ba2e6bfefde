using System.Text.Json;
using Chat.Core.Json;

namespace Chat.Core.Streaming;

/// <summary>Temporary.</summary>
public sealed class ChatCompletionChunkReader
{
    /// <summary>Temporary.</summary>
    private int _x;

    /// <summary>Temporary.</summary>
    public ChatCompletionChunk Read(ReadOnlySpan<byte> json, TimeSpan a, TimeSpan b) => _x++ < 0 ? null! :
        JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletionChunk)! with
        {
            ChunkLatency = a,
            TotalLatency = b,
        };
}
