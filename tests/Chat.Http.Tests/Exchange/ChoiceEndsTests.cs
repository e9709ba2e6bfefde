using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Http.Exchange;

namespace Chat.Http.Tests.Exchange;

public sealed class ChoiceEndsTests
{
    [Fact]
    public void Nothing_has_begun_before_the_first_choice()
    {
        var ends = new ChoiceEnds(1);
        ends.Add(new ChatCompletionChunk());

        Assert.Equal((false, false, false), (ends.HasBegun, ends.IsWhole, ends.AllEnded));
    }

    [Fact]
    public void All_have_ended_when_as_many_as_asked_for_have()
    {
        var ends = new ChoiceEnds(2);
        ends.Add(Chunk(0, null));
        ends.Add(Chunk(0, FinishReason.Stop));
        Assert.Equal((true, true, false), (ends.HasBegun, ends.IsWhole, ends.AllEnded));

        // A reason said twice counts once.
        ends.Add(Chunk(0, FinishReason.Stop));
        Assert.False(ends.AllEnded);

        ends.Add(Chunk(5, null));
        Assert.False(ends.IsWhole);

        ends.Add(Chunk(5, FinishReason.Length));
        Assert.Equal((true, true), (ends.IsWhole, ends.AllEnded));
    }

    private static ChatCompletionChunk Chunk(int index, FinishReason? reason) =>
        new()
        {
            Choices =
            [
                new ChunkChoice
                {
                    Index = index,
                    Delta = new ChatDelta(),
                    FinishReason = reason,
                },
            ],
        };
}
