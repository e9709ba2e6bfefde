using Chat.Core.Completions;
using Chat.Core.Streaming;

namespace Chat.Core.Tests.Support;

/// <summary>Short ways to write chunks.</summary>
internal static class Chunks
{
    public static ChatCompletionChunk Of(params ChunkChoice[] choices) =>
        new()
        {
            Id = "c1",
            Created = 1700000000,
            Model = "m",
            Choices = choices,
        };

    public static ChatCompletionChunk Text(string? content, int index = 0, FinishReason? finish = null) =>
        Of(Share(new ChatDelta { Content = content }, index, finish));

    public static ChunkChoice Share(ChatDelta delta, int index = 0, FinishReason? finish = null) =>
        new()
        {
            Index = index,
            Delta = delta,
            FinishReason = finish,
        };

    public static ChatCompletion Gather(params ChatCompletionChunk[] chunks)
    {
        var accumulator = new ChatCompletionAccumulator();
        foreach (var chunk in chunks)
        {
            accumulator.Add(chunk);
        }

        return accumulator.ToCompletion();
    }
}
