using System.Text.Json;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>The params of a <c>chat/chunk</c> as they come, with the chunks still in JSON: their stream reads them.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Seq">The number of the piece.</param>
/// <param name="Chunks">Where the list of chunks stands.</param>
/// <param name="IsLast">True when the last chunk is the last of the stream.</param>
internal readonly record struct ChunkPiece(RpcId Stream, long Seq, Range Chunks, bool IsLast)
{
    /// <summary>Reads the params.</summary>
    /// <param name="json">The params.</param>
    /// <returns>The piece; null when they are none.</returns>
    public static ChunkPiece? Read(ReadOnlySpan<byte> json)
    {
        RpcId? stream = null;
        long? seq = null;
        Range? chunks = null;
        var isLast = false;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.Is("stream"u8))
                {
                    reader.Read();
                    stream = JsonSerializer.Deserialize(ref reader, RpcJson.Of<RpcId>());
                }
                else if (reader.Is("seq"u8))
                {
                    reader.Read();
                    seq =
                        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
                    reader.Skip();
                }
                else if (reader.Is("chunks"u8))
                {
                    reader.Read();
                    var start = (int)reader.TokenStartIndex;
                    var isList = reader.TokenType == JsonTokenType.StartArray;
                    reader.Skip();
                    chunks = isList ? start..(int)reader.BytesConsumed : null;
                }
                else
                {
                    var isFlag = reader.Is("last"u8);
                    reader.Read();
                    isLast |= isFlag && reader.TokenType == JsonTokenType.True;
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return stream is { } id && seq is { } at && chunks is { } range ? new ChunkPiece(id, at, range, isLast) : null;
    }
}
