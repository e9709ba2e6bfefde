using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Scheduling;

[Collection(EngineCollection.Name)]
public sealed partial class SchedulerCoreTests(EngineFixture engine) : IDisposable
{
    private readonly JobBench _bench = new(engine);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Requests_run_in_one_batch_and_each_gets_its_own_answer()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        var jobs = Enumerable.Range(1, 10).Select(number => _bench.Job(JobBench.Plan([number, 7], limit: 20))).ToList();
        jobs.ForEach(core.Add);

        var steps = JobBench.RunToEnd(core);

        jobs.ForEach(_bench.AssertRight);
        Assert.InRange(steps, 20, 21);
    }

    [Fact]
    public async Task An_answer_ends_with_its_usage_and_its_timings()
    {
        var core = _bench.NewCore(_bench.NewDecoder());
        var first = _bench.Job(JobBench.Plan([1, 2, 3, 4], limit: 3));
        var second = _bench.Job(JobBench.Plan([1, 2, 3, 9], limit: 3));
        core.Add(first);
        JobBench.RunToEnd(core);
        core.Add(second);
        JobBench.RunToEnd(core);

        var (chunks, error) = await JobBench.ReadAsync(second);

        Assert.Null(error);
        Assert.Equal(3, chunks[^1].Usage!.CompletionTokens);
        Assert.Equal(3, chunks[^1].Usage!.PromptTokensDetails!.CachedTokens);
        Assert.Equal((3, 1), (chunks[^1].Timings!.CachedTokens, chunks[^1].Timings!.PromptTokens));
        Assert.Equal(8, core.Tally.Now.PromptTokens);
        Assert.Equal(3, core.Tally.Now.ReusedTokens);
    }

    [Fact]
    public void A_next_turn_computes_only_what_is_new()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        var first = _bench.Job(JobBench.Plan([.. Enumerable.Range(1, 50)], limit: 5));
        core.Add(first);
        JobBench.RunToEnd(core);
        decoder.Batches.Clear();

        var next = _bench.Job(JobBench.Plan([.. first.Sequences[0].Tokens, 3, 4], limit: 1));
        core.Add(next);
        JobBench.RunToEnd(core);

        // The token chosen last was never computed, and the two new ones.
        Assert.Equal([3], decoder.Batches.Select(batch => batch.Count));
        _bench.AssertRight(next);
    }

    [Fact]
    public void Several_answers_share_their_prompt()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        var job = _bench.Job(JobBench.Plan([.. Enumerable.Range(1, 60)], limit: 4, choices: 5));
        core.Add(job);

        JobBench.RunToEnd(core);

        _bench.AssertRight(job);
        Assert.Equal([60, 5, 5, 5], decoder.Batches.Select(batch => batch.Count));
        Assert.Equal(
            5,
            job.Sequences.Select(sequence => string.Join(' ', sequence.Tokens.ToArray())).Distinct().Count()
        );
    }

    [Fact]
    public void A_prompt_common_to_requests_that_come_together_is_computed_once()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        int[] common = [.. Enumerable.Range(1, 200)];
        var jobs = Enumerable
            .Range(0, 8)
            .Select(number => _bench.Job(JobBench.Plan([.. common, 300 + number], limit: 2)))
            .ToList();
        jobs.ForEach(core.Add);

        JobBench.RunToEnd(core);

        jobs.ForEach(_bench.AssertRight);
        Assert.InRange(decoder.Batches.Sum(batch => batch.Count), 200 + 8 + 8, 200 + 64 + 8 + 8);
    }

    [Fact]
    public void A_higher_priority_goes_first_at_the_next_step_and_the_lower_one_goes_on_behind()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        var low = _bench.Job(JobBench.Plan([1, 2], limit: 30), RequestPriority.Background);
        core.Add(low);
        for (var step = 0; step < 10; step++)
        {
            Assert.True(core.Step());
        }

        var high = _bench.Job(JobBench.Plan([5, 6], limit: 10));
        core.Add(high);
        decoder.Batches.Clear();
        while (!high.Left.IsCompleted)
        {
            Assert.True(core.Step());
        }

        Assert.Equal(10, low.Sequences[0].Choice.TokenCount);
        Assert.All(decoder.Batches.Skip(1), batch => Assert.Single(batch));
        JobBench.RunToEnd(core);
        _bench.AssertRight(low);
        _bench.AssertRight(high);
        // Nothing of the lower one was computed again.
        Assert.Equal(2 + 9 + 20, decoder.Batches.Sum(batch => batch.Count));
    }

    [Fact]
    public async Task A_cancelled_request_is_in_no_further_batch()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        using var cancel = new CancellationTokenSource();
        var stays = _bench.Job(JobBench.Plan([1, 2], limit: 20));
        var leaves = _bench.Job(JobBench.Plan([3, 4], limit: 20), cancellationToken: cancel.Token);
        core.Add(stays);
        core.Add(leaves);
        core.Step();
        core.Step();

        await cancel.CancelAsync();
        decoder.Batches.Clear();
        JobBench.RunToEnd(core);

        Assert.All(decoder.Batches, batch => Assert.Single(batch));
        var (chunks, error) = await JobBench.ReadAsync(leaves);
        Assert.Equal(cancel.Token, Assert.IsType<OperationCanceledException>(error).CancellationToken);
        Assert.NotEmpty(chunks);
        _bench.AssertRight(stays);
    }

    [Fact]
    public async Task A_decode_that_nobody_waits_for_is_stopped()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var jobs = new[] { one, other }
            .Select((cancel, place) => _bench.Job(JobBench.Plan([place, 2], 20), cancellationToken: cancel.Token))
            .ToList();
        jobs.ForEach(core.Add);
        decoder.Before = _ =>
        {
            one.Cancel();
            core.Cancelled();
            Assert.Equal(0, decoder.Aborts);
            other.Cancel();
            core.Cancelled();
            Assert.Equal(1, decoder.Aborts);
            return DecodeResult.Aborted;
        };

        JobBench.RunToEnd(core);

        Assert.Single(decoder.Batches);
        foreach (var job in jobs)
        {
            Assert.IsType<OperationCanceledException>((await JobBench.ReadAsync(job)).Error);
        }
    }

    [Fact]
    public void With_no_room_left_the_last_request_waits_and_the_first_goes_on()
    {
        var decoder = _bench.NewDecoder(length: 300);
        var core = _bench.NewCore(decoder);
        var first = _bench.Job(JobBench.Plan([1, 2], limit: 250));
        var second = _bench.Job(JobBench.Plan([3, 4], limit: 250));
        core.Add(first);
        core.Add(second);

        JobBench.RunToEnd(core);

        _bench.AssertRight(first);
        _bench.AssertRight(second);
        Assert.InRange(core.Tally.Now.PutBack, 1, 5);
    }

    [Fact]
    public void A_reader_that_never_comes_back_keeps_no_room_from_others()
    {
        var decoder = _bench.NewDecoder(length: 400);
        var core = _bench.NewCore(decoder);
        var stuck = _bench.Job(JobBench.Plan([1, 2], limit: 390));
        core.Add(stuck);
        JobBench.RunToEnd(core);
        var next = _bench.Job(JobBench.Plan([3, 4], limit: 200));
        core.Add(next);

        JobBench.RunToEnd(core);

        _bench.AssertRight(next);
        Assert.False(stuck.Left.IsCompleted);
    }

    [Fact]
    public async Task A_decode_that_fails_fails_its_requests_and_the_others_are_computed_again()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        var low = _bench.Job(JobBench.Plan([1, 2], limit: 10), RequestPriority.Background);
        var high = _bench.Job(JobBench.Plan([3, 4], limit: 10));
        core.Add(low);
        core.Step();
        core.Step();
        core.Add(high);
        decoder.Before = _ =>
        {
            decoder.Before = _ => DecodeResult.Done;
            throw new ChatException(ChatErrorKind.EngineCrashed, "It broke.", "Try again.");
        };

        JobBench.RunToEnd(core);

        _bench.AssertRight(low);
        var (_, error) = await JobBench.ReadAsync(high);
        Assert.Equal(ChatErrorKind.EngineCrashed, Assert.IsType<ChatException>(error).Kind);
    }

    [Fact]
    public void Prompts_and_answers_share_the_steps()
    {
        var decoder = _bench.NewDecoder();
        var core = _bench.NewCore(decoder);
        var running = _bench.Job(JobBench.Plan([1, 2], limit: 50));
        core.Add(running);
        core.Step();
        core.Add(_bench.Job(JobBench.Plan([.. Enumerable.Range(100, 500)], limit: 2)));
        core.Add(_bench.Job(JobBench.Plan([.. Enumerable.Range(800, 20)], limit: 2)));
        decoder.Batches.Clear();
        // A slow machine: as few tokens of prompts as there may be.
        decoder.Before = batch =>
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(10) * batch.Count);
            return DecodeResult.Done;
        };

        core.Step();
        core.Step();

        // The running answer has not missed a step, and the short prompt is done though the long one came first.
        Assert.Equal(3, running.Sequences[0].Choice.TokenCount);
        Assert.All(decoder.Batches, batch => Assert.InRange(batch.Count, 2, 1 + PromptPace.Least));
        Assert.Equal(20, decoder.Batches.SelectMany(batch => batch).Count(token => token.Token is >= 800 and < 820));
    }

    [Fact]
    public void Every_answer_is_the_one_that_comes_alone_whatever_else_goes_on()
    {
        var cases = Gen.ListOf(Gen.Choose(0, int.MaxValue)).Where(list => list.Count > 1).Resize(14);
        Check.One(
            Properties.Of(12),
            Prop.ForAll(cases.ToArbitrary(), numbers => RunsRight([.. numbers], canCut: numbers.Count % 4 != 0))
        );
    }

    private void RunsRight(int[] numbers, bool canCut)
    {
        var decoder = new FakeDecoder(220, maxSequences: 5, batchSize: 16, _bench.VocabularySize) { CanCut = canCut };
        var core = _bench.NewCore(decoder);
        var jobs = new List<GenerationJob>();
        foreach (var number in numbers)
        {
            // Prompts are often alike, some much longer than a batch.
            int[] prompt = [.. Enumerable.Range(0, 1 + (number % 90)).Select(place => 1 + (place / 20 * (number % 3)))];
            var plan = JobBench.Plan(prompt, limit: 1 + (number / 90 % 40), choices: 1 + (number / 5000 % 3));
            var job = _bench.Job(plan, (RequestPriority)(number / 20_000 % 4));
            jobs.Add(job);
            core.Add(job);
            for (var step = 0; step < number / 100_000 % 12; step++)
            {
                core.Step();
            }
        }

        JobBench.RunToEnd(core);
        jobs.ForEach(_bench.AssertRight);
    }
}
