using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Engine.Models;
using Chat.Engine.Sampling;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;
using Chat.Testing;

namespace Chat.Engine.Tests.Scheduling;

[Collection(EngineCollection.Name)]
public sealed class AnswerChunksTests(EngineFixture engine) : IDisposable
{
    private static readonly GenerationTally Tally = new(
        7,
        TimeSpan.FromMilliseconds(10),
        TimeSpan.FromMilliseconds(20),
        TimeSpan.FromMilliseconds(11)
    );

    private readonly LoadedModel _model = new(
        engine.Library,
        engine.Catalog.Resolve(null),
        engine.LoadModel(vocabularyOnly: true),
        new LoadedModelSettings(1, 0, 512, 1, long.MaxValue)
    );

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Only_the_chunk_that_ends_the_last_choice_waits_for_the_timings()
    {
        var answer = Begin(choices: 2, includeUsage: false);

        Assert.NotNull(answer.Add(Piece(0, "a", null)));
        Assert.Equal(FinishReason.Stop, answer.Add(Piece(0, "b", FinishReason.Stop))!.Choices[0].FinishReason);
        Assert.Null(answer.Add(Piece(1, "c", FinishReason.Length)));

        var last = answer.End(Tally, TimeSpan.FromMilliseconds(100), loadTime: null);
        Assert.Equal(FinishReason.Length, last.Choices[0].FinishReason);
        Assert.Equal("c", last.Choices[0].Delta.Content);
        Assert.Equal(111, last.Timings!.TimeToFirstTokenMilliseconds);
        Assert.Null(last.Timings.LoadMilliseconds);
        Assert.Null(last.Usage);
    }

    [Fact]
    public void With_usage_nothing_waits_and_the_last_chunk_has_no_choices()
    {
        var answer = Begin(choices: 1, includeUsage: true);

        Assert.NotNull(answer.Add(Piece(0, "a", FinishReason.Stop)));

        var last = answer.End(Tally, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
        Assert.Empty(last.Choices);
        Assert.Equal((3, 7, 10), (last.Usage!.PromptTokens, last.Usage.CompletionTokens, last.Usage.TotalTokens));
        Assert.Equal(5, last.Timings!.LoadMilliseconds);
    }

    [Fact]
    public void Warnings_are_told_once_and_first()
    {
        var answer = Begin(choices: 1, includeUsage: true);

        Assert.Equal(["careful"], answer.Add(Piece(0, "a", null))!.Warnings);
        Assert.Null(answer.Add(Piece(0, "b", null))!.Warnings);
    }

    [Fact]
    public void Chunks_tell_their_times_and_which_is_the_last()
    {
        var time = new ManualTime();
        var answer = Begin(choices: 1, includeUsage: true, time);

        time.Advance(TimeSpan.FromSeconds(3));
        var first = answer.Add(Piece(0, "a", null))!;
        time.Advance(TimeSpan.FromSeconds(1));
        var last = answer.End(Tally, TimeSpan.Zero, loadTime: null);

        Assert.Equal((3, 3, false), Times(first));
        Assert.Equal((1, 4, true), Times(last));

        static (double, double, bool) Times(ChatCompletionChunk chunk) =>
            (chunk.ChunkLatency.TotalSeconds, chunk.TotalLatency.TotalSeconds, chunk.IsLastChunk);
    }

    private AnswerChunks Begin(int choices, bool includeUsage, TimeProvider? time = null) =>
        new(
            _model,
            engine.Options with
            {
                Time = time ?? TimeProvider.System,
            },
            new GenerationPlan
            {
                Prompt = [1, 2, 3],
                Choices = choices,
                TokenLimit = 5,
                Sampling = SamplingOptions.Default,
                Stops = [],
            },
            includeUsage,
            ["careful"],
            (time ?? TimeProvider.System).GetTimestamp()
        );

    private static ChunkChoice Piece(int index, string text, FinishReason? reason) =>
        new()
        {
            Index = index,
            Delta = new ChatDelta { Content = text },
            FinishReason = reason,
        };
}
