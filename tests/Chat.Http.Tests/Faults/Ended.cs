using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;

namespace Chat.Http.Tests.Faults;

/// <summary>How one request ended, by what its caller saw: one failure, or one answer.</summary>
/// <param name="Chunks">The chunks that came; empty when the answer was asked for whole.</param>
/// <param name="Answer">What came, gathered; null when nothing did.</param>
/// <param name="Failure">The failure; null when there was none.</param>
internal sealed record Ended(IReadOnlyList<ChatCompletionChunk> Chunks, ChatCompletion? Answer, ChatException? Failure)
{
    /// <summary>The text that reached the caller, with the failure if there was one.</summary>
    public string Text => TextOf(Failure is null ? Answer : Failure.Partial);

    /// <summary>The text that the chunks brought of the first choice.</summary>
    public string ChunkText =>
        string.Concat(
            Chunks
                .SelectMany(chunk => chunk.Choices)
                .Where(choice => choice.Index == 0)
                .Select(choice => choice.Delta.Content)
        );

    /// <summary>Holds the caller's view to the promise: one terminal chunk, or one failure that is told well.</summary>
    public Ended CheckOne(bool stream)
    {
        var last = Chunks.Count(chunk => chunk.IsLastChunk);
        if (Failure is null)
        {
            Assert.NotNull(Answer);
            Assert.Equal(stream ? 1 : 0, last);
            Assert.True(!stream || Chunks[^1].IsLastChunk);
        }
        else
        {
            Assert.Equal(0, last);
            Assert.NotEqual(ChatErrorKind.Internal, Failure.Kind);
            Assert.NotEmpty(Failure.Message);
            Assert.NotEmpty(Failure.Advice);
            if (Chunks.Count > 0)
            {
                Assert.NotNull(Failure.Partial);
                Assert.Equal(ChunkText, Text);
                Assert.True(
                    Failure.Partial.Outcome is CompletionOutcome.Incomplete or CompletionOutcome.Failed,
                    $"{Failure.Partial.Outcome}"
                );
            }
        }

        return this;
    }

    private static string TextOf(ChatCompletion? answer) => answer?.AssistantMessage()?.Content?.Text ?? "";
}
