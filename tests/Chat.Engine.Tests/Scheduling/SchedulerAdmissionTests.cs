using Chat.Core.Backends;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;
using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Scheduling;

/// <summary>Who comes in when there is no room for all.</summary>
[Collection(EngineCollection.Name)]
public sealed class SchedulerAdmissionTests(EngineFixture engine) : IDisposable
{
    private readonly JobBench _bench = new(engine);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_higher_priority_gets_the_room_that_a_lower_one_has()
    {
        // Nobody reads, so the whole answer must be shorter than what the engine may be ahead.
        var decoder = _bench.NewDecoder(length: AnswerStream.MaxAhead);
        var core = _bench.NewCore(decoder);
        var low = _bench.Job(JobBench.Plan([1, 2], limit: AnswerStream.MaxAhead - 16), RequestPriority.Background);
        core.Add(low);
        for (var step = 0; step < 200; step++)
        {
            Assert.True(core.Step());
        }

        var high = _bench.Job(JobBench.Plan([.. Enumerable.Range(1, 50)], limit: 20));
        core.Add(high);
        RunUntil(core, high);

        Assert.Equal(200, low.Sequences[0].Choice.TokenCount);
        JobBench.RunToEnd(core);
        _bench.AssertRight(low);
        _bench.AssertRight(high);
    }

    [Fact]
    public void A_higher_priority_gets_the_sequences_that_lower_ones_have()
    {
        var core = _bench.NewCore(_bench.NewDecoder(maxSequences: 4));
        var low = Enumerable
            .Range(1, 4)
            .Select(number => _bench.Job(JobBench.Plan([number, 7], limit: 60), RequestPriority.Background))
            .ToList();
        low.ForEach(core.Add);
        core.Step();
        core.Step();
        var high = _bench.Job(JobBench.Plan([9, 9], limit: 10, choices: 2));
        core.Add(high);

        RunUntil(core, high);

        // Only as many gave way as it took.
        Assert.Equal(2, core.Tally.Now.PutBack);
        JobBench.RunToEnd(core);
        low.ForEach(_bench.AssertRight);
        _bench.AssertRight(high);
    }

    [Fact]
    public void A_lower_priority_does_not_give_way_for_nothing()
    {
        var core = _bench.NewCore(_bench.NewDecoder(length: 300));
        var first = _bench.Job(JobBench.Plan([1, 2], limit: 200));
        var low = _bench.Job(JobBench.Plan([3, 4], limit: 20), RequestPriority.Background);
        core.Add(first);
        core.Add(low);
        core.Step();
        var large = _bench.Job(JobBench.Plan([.. Enumerable.Range(1, 200)], limit: 60));
        core.Add(large);

        core.Step();

        Assert.Equal(0, core.Tally.Now.PutBack);
        JobBench.RunToEnd(core);
        new[] { first, low, large }.ToList().ForEach(_bench.AssertRight);
    }

    [Fact]
    public void Prompts_keep_their_pace_beside_another_model_and_nothing_is_wanted_at_the_end()
    {
        var gate = new ComputeGate();
        object other = new();
        gate.Want(other, RequestPriority.Background);
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder, gate);
        var job = _bench.Job(JobBench.Plan([.. Enumerable.Range(1, 100)], limit: 2));
        core.Add(job);

        JobBench.RunToEnd(core);

        _bench.AssertRight(job);
        Assert.Equal(PromptPace.Least, decoder.Batches[0].Count);
        Assert.False(gate.Want(other, RequestPriority.Background));
    }

    private static void RunUntil(SchedulerCore core, GenerationJob job)
    {
        while (!job.Left.IsCompleted)
        {
            Assert.True(core.Step());
        }
    }
}
