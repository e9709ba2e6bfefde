using Chat.Core.Completions;
using Chat.Core.Streaming;

namespace Chat.Daemon.Tests.Support;

/// <summary>Makes chunks.</summary>
internal static class Chunks
{
    public static ChatCompletionChunk Text(string text, int index = 0) =>
        Of(
            new ChunkChoice
            {
                Index = index,
                Delta = new ChatDelta { Content = text },
            }
        );

    public static ChatCompletionChunk End(string reason = "stop", int index = 0) =>
        Of(
            new ChunkChoice
            {
                Index = index,
                Delta = new ChatDelta(),
                FinishReason = new FinishReason(reason),
            }
        );

    private static ChatCompletionChunk Of(ChunkChoice choice) =>
        new()
        {
            Id = "chatcmpl-1",
            Created = 1,
            Model = "test",
            Choices = [choice],
        };
}
