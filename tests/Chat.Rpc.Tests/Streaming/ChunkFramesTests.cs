using System.Text;
using System.Text.Json;
using Chat.Core.Json;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;
using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests.Streaming;

public sealed class ChunkFramesTests
{
    [Theory]
    [InlineData(0, null, false)]
    [InlineData(long.MaxValue, "a\"é\\", true)]
    public void A_frame_made_of_pieces_is_what_the_serializer_writes(long seq, string? name, bool isLast)
    {
        var id = name is null ? new RpcId(7) : new RpcId(name);
        var chunk = ScriptedBackend.Chunk("héllo");
        var text = Encoding.UTF8.GetString([
            .. ChunkFrames.Head(id),
            .. ChunkFrames.Middle(new byte[64], seq),
            .. Encoding.UTF8.GetBytes($"{ChatJson.Write(chunk)},{ChatJson.Write(chunk)}"),
            .. ChunkFrames.Tail(isLast),
        ]);

        var message = JsonElement.Parse(text);
        Assert.Equal("2.0", message.GetProperty("jsonrpc").GetString());
        Assert.Equal("chat/chunk", message.GetProperty("method").GetString());
        var expected = JsonSerializer.SerializeToElement(
            new ChatChunkParams
            {
                Stream = id,
                Seq = seq,
                Chunks = [chunk, chunk],
                Last = isLast ? true : null,
            },
            RpcJson.Of<ChatChunkParams>()
        );
        Assert.True(JsonElement.DeepEquals(expected, message.GetProperty("params")));
        var piece = ChunkPiece.Read(Encoding.UTF8.GetBytes(message.GetProperty("params").GetRawText()))!.Value;
        Assert.Equal((id, seq, isLast), (piece.Stream, piece.Seq, piece.IsLast));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"stream":1,"seq":0}""")]
    [InlineData("""{"stream":1,"chunks":[]}""")]
    [InlineData("""{"stream":1,"seq":"0","chunks":[]}""")]
    [InlineData("""{"stream":1.5,"seq":0,"chunks":[]}""")]
    [InlineData("""{"stream":"\ud800","seq":0,"chunks":[]}""")]
    [InlineData("""{"stream":1,"seq":0,"chunks":{}}""")]
    public void What_is_no_piece_is_left_aside(string json) =>
        Assert.Null(ChunkPiece.Read(Encoding.UTF8.GetBytes(json)));
}
