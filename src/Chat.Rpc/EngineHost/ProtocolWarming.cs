using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Rpc.EngineHost;

/// <summary>
/// Writes and reads one small exchange, so that what the first real one needs is made by then: the JSON of a type, with everything that
/// it refers to, takes longer to make than the exchange itself.
/// </summary>
internal static class ProtocolWarming
{
    /// <summary>Makes the JSON of the handshake and of a streamed <c>chat/complete</c>, in the order in which they are needed.</summary>
    /// <returns>True when the small stream was read, as it should be.</returns>
    public static bool MakeReady()
    {
        var peer = new PeerInfo { Name = "name", Version = "1" };
        Through(new InitializeParams { ProtocolVersion = ProtocolVersion.Current, Client = peer }, isRead: false);
        Through(
            new InitializeResult
            {
                ProtocolVersion = ProtocolVersion.Current,
                Server = peer,
                Capabilities = new ServerCapabilities { Methods = ["method"] },
            },
            isRead: true
        );
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
        var streams = new IncomingStreams(window: 1, TimeProvider.System);
        var stream = streams.Open();
        var piece =
            $$$"""{"stream":{{{stream.Id}}},"seq":0,"chunks":[{"choices":[{"index":0,"delta":{"content":"hello"}}]}]}""";
        var isRead = streams.Add(Encoding.UTF8.GetBytes(piece)) && stream.Fault is null;
        Through(new ChatCompleteResult { Outcome = CompletionOutcome.Completed, Warnings = [] }, isRead: true);
        return isRead;
    }

    private static void Through<T>(T value, bool isRead)
    {
        var json = RpcJson.Of<T>();
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, MessageWriter.Options))
        {
            JsonSerializer.Serialize(writer, value, json);
        }

        if (isRead)
        {
            JsonSerializer.Deserialize(bytes.WrittenSpan, json);
        }
    }
}
