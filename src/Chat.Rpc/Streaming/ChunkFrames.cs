using System.Buffers.Text;
using System.Text.Json;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>The bytes of a <c>chat/chunk</c> notification round its chunks; what a serializer would write of <see cref="ChatChunkParams"/>.</summary>
internal static class ChunkFrames
{
    /// <summary>The most bytes that stand round the chunks.</summary>
    public const int MaxOverhead = 4096;

    /// <summary>What stands before the number of the piece.</summary>
    /// <param name="stream">The stream.</param>
    public static byte[] Head(RpcId stream)
    {
        using var head = new MessageBuffer();
        using var writer = new Utf8JsonWriter(head, MessageWriter.Options);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteString("method"u8, RpcNotifications.ChatChunk.Name);
        writer.WriteStartObject("params"u8);
        writer.WritePropertyName("stream"u8);
        JsonSerializer.Serialize(writer, stream, RpcJson.Of<RpcId>());
        writer.WritePropertyName("seq"u8);
        writer.Flush();
        return head.Written.ToArray();
    }

    /// <summary>The number of the piece, and what stands between it and the chunks.</summary>
    /// <param name="target">Where to write it; 64 bytes are enough.</param>
    /// <param name="seq">The number.</param>
    public static ReadOnlySpan<byte> Middle(byte[] target, long seq)
    {
        Utf8Formatter.TryFormat(seq, target, out var digits);
        ",\"chunks\":["u8.CopyTo(target.AsSpan(digits));
        return target.AsSpan(0, digits + 11);
    }

    /// <summary>What stands after the chunks.</summary>
    /// <param name="isLast">True when they are the last of the stream.</param>
    public static ReadOnlySpan<byte> Tail(bool isLast) => isLast ? "],\"last\":true}}"u8 : "]}}"u8;
}
