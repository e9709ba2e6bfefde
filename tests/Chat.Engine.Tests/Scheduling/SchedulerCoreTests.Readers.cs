using Chat.Engine.Scheduling;

namespace Chat.Engine.Tests.Scheduling;

// Readers that are not as quick as the engine.
public sealed partial class SchedulerCoreTests
{
    [Fact]
    public async Task A_slow_reader_stops_its_own_answer_and_no_other()
    {
        var core = _bench.NewCore(_bench.NewDecoder());
        var slow = _bench.Job(JobBench.Plan([1, 2], limit: AnswerStream.MaxAhead + 100));
        var quick = _bench.Job(JobBench.Plan([3, 4], limit: AnswerStream.MaxAhead + 100));
        var resumed = 0;
        slow.Stream.Resumed = () => resumed++;
        core.Add(slow);
        core.Add(quick);
        using var goesOn = new SemaphoreSlim(0);
        quick.Stream.Resumed = () => goesOn.Release();
        var read = JobBench.ReadAsync(quick);

        while (!quick.Left.IsCompleted)
        {
            if (!core.Step())
            {
                // Even the quick one may be far behind for a moment.
                Assert.True(await goesOn.WaitAsync(TimeSpan.FromSeconds(30)));
            }
        }

        await read;
        _bench.AssertRight(quick);
        Assert.False(core.Step());
        Assert.InRange(slow.Sequences[0].Choice.TokenCount, AnswerStream.MaxAhead, AnswerStream.MaxAhead + 10);
        var rest = JobBench.ReadAsync(slow);
        Assert.Equal(1, resumed);
        JobBench.RunToEnd(core);
        await rest;
        _bench.AssertRight(slow);
    }
}
