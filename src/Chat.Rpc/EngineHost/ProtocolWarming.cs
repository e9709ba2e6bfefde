using System.Buffers;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>
/// Writes and reads one small exchange, so that what the first real one needs is made by then: the JSON of a type, with everything that
/// it refers to, takes longer to make than the exchange itself.
/// </summary>
internal static class ProtocolWarming
{
    /// <summary>Makes the JSON of a streamed <c>chat/complete</c>.</summary>
    public static void MakeReady()
    {
        var request = ChatCompletionRequest.Create("model", ChatMessage.User("hello")) with
        {
            StreamOptions = new StreamOptions { IncludeUsage = true },
            MaxTokens = 1,
            Temperature = 0,
        };
        Through(
            new ChatCompleteParams
            {
                Request = request,
                Stream = new RpcId(1),
                Window = 1,
            },
            isRead: false
        );
        var chunk = new ChatCompletionChunk
        {
            Id = "id",
            Model = "model",
            Choices =
            [
                new ChunkChoice
                {
                    Delta = new ChatDelta { Role = ChatRole.Assistant, Content = "hello" },
                },
            ],
        };
        Through(
            new ChatChunkParams
            {
                Stream = new RpcId(1),
                Seq = 0,
                Chunks = [chunk],
            },
            isRead: true
        );
        Through(new ChatCompleteResult { Outcome = CompletionOutcome.Completed, Warnings = [] }, isRead: true);
    }

    private static void Through<T>(T value, bool isRead)
    {
        var json = RpcJson.Of<T>();
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            JsonSerializer.Serialize(writer, value, json);
        }

        if (isRead)
        {
            JsonSerializer.Deserialize(bytes.WrittenSpan, json);
        }
    }
}
