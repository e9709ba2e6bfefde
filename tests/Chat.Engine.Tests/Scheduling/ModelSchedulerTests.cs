using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Scheduling;

[Collection(EngineCollection.Name)]
public sealed class ModelSchedulerTests(EngineFixture engine) : IDisposable
{
    private readonly JobBench _bench = new(engine);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Requests_from_many_threads_are_all_answered()
    {
        using var scheduler = new ModelScheduler(_bench.NewCore(_bench.NewDecoder()), "test");
        var jobs = Enumerable.Range(1, 40).Select(number => _bench.Job(JobBench.Plan([number], limit: 5))).ToList();

        await Task.WhenAll(jobs.Select(job => Task.Run(() => scheduler.RunAsync(job))));

        jobs.ForEach(_bench.AssertRight);
        Assert.Equal(0, scheduler.Snapshot.Running);
    }

    [Fact]
    public async Task A_slow_reader_wakes_its_answer_when_it_comes_back()
    {
        using var scheduler = new ModelScheduler(_bench.NewCore(_bench.NewDecoder()), "test");
        var job = _bench.Job(JobBench.Plan([1], limit: (AnswerStream.MaxAhead * 3) + 5));
        var run = scheduler.RunAsync(job);

        var (chunks, error) = await JobBench.ReadAsync(job);

        Assert.Null(error);
        Assert.NotEmpty(chunks);
        await run;
        _bench.AssertRight(job);
    }

    [Fact]
    public async Task Cancelling_wakes_the_scheduler_when_it_stands_still()
    {
        using var scheduler = new ModelScheduler(_bench.NewCore(_bench.NewDecoder()), "test");
        using var cancel = new CancellationTokenSource();
        var job = _bench.Job(JobBench.Plan([1], limit: 3000), cancellationToken: cancel.Token);
        var run = scheduler.RunAsync(job);
        await foreach (var chunk in job.Stream.ReadAllAsync())
        {
            break;
        }

        await cancel.CancelAsync();

        await run;
        Assert.IsAssignableFrom<OperationCanceledException>((await JobBench.ReadAsync(job)).Error);
    }

    [Fact]
    public async Task Closing_fails_what_is_left_and_what_comes_later()
    {
        var scheduler = new ModelScheduler(_bench.NewCore(_bench.NewDecoder()), "test");
        var job = _bench.Job(JobBench.Plan([1], limit: 3000));
        var run = scheduler.RunAsync(job);

        scheduler.Dispose();

        await run;
        Assert.IsType<ObjectDisposedException>((await JobBench.ReadAsync(job)).Error);
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            scheduler.RunAsync(_bench.Job(JobBench.Plan([1], limit: 3)))
        );
    }

    [Theory]
    [InlineData(typeof(InvalidCastException), ChatErrorKind.Internal)]
    [InlineData(typeof(OutOfMemoryException), ChatErrorKind.OutOfMemory)]
    public async Task A_fault_of_the_program_ends_the_requests_and_not_the_thread(Type fault, ChatErrorKind kind)
    {
        var decoder = _bench.NewDecoder();
        using var scheduler = new ModelScheduler(_bench.NewCore(decoder), "test");
        decoder.Before = _ =>
        {
            decoder.Before = _ => DecodeResult.Done;
            throw (Exception)Activator.CreateInstance(fault)!;
        };
        var job = _bench.Job(JobBench.Plan([1], limit: 3));
        await scheduler.RunAsync(job);
        var error = Assert.IsType<ChatException>((await JobBench.ReadAsync(job)).Error);
        Assert.Equal(kind, error.Kind);
        Assert.IsType(fault, error.InnerException);

        var next = _bench.Job(JobBench.Plan([1], limit: 3));
        await scheduler.RunAsync(next);

        _bench.AssertRight(next);
    }
}
