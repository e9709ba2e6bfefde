using System.Text.Json.Serialization;
using Chat.Core.Streaming;

namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>chat/chunk</c>: the next piece of a stream. Pieces come in order, and none after the result.</summary>
public sealed record ChatChunkParams
{
    /// <summary>The stream.</summary>
    public required RpcId Stream { get; init; }

    /// <summary>The number of this piece: 0, 1, 2 and so on.</summary>
    public required long Seq { get; init; }

    /// <summary>The chunks, at least one.</summary>
    [JsonConverter(typeof(WireListConverter<ChatCompletionChunk>))]
    public required IReadOnlyList<ChatCompletionChunk> Chunks { get; init; }

    /// <summary>True when the last of these chunks is the last of the stream; else null.</summary>
    public bool? Last { get; init; }
}
