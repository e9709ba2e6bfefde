using Chat.Core.Backends;
using Chat.Engine.Scheduling;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Scheduling;

public sealed class BatchPlannerTests
{
    [Fact]
    public void Nothing_to_do_is_an_empty_batch() => Assert.Empty(BatchPlanner.Plan([], 512, 32));

    [Fact]
    public void Running_answers_get_a_token_each_and_prompts_a_part() =>
        Assert.Equal([1, 32, 1], BatchPlanner.Plan([Work(1), Work(1000), Work(1)], 512, 32));

    [Fact]
    public void Prompts_alone_fill_the_batch() =>
        Assert.Equal([100, 412], BatchPlanner.Plan([Work(100), Work(1000)], 512, 32));

    [Fact]
    public void Prompts_share_evenly_and_short_ones_leave_the_rest_to_long_ones() =>
        Assert.Equal([11, 10, 11, 1], BatchPlanner.Plan([Work(1000), Work(10), Work(1000), Work(1)], 512, 32));

    [Fact]
    public void A_lower_priority_stands_still() =>
        Assert.Equal(
            [0, 1, 0],
            BatchPlanner.Plan(
                [new(RequestPriority.Background, 1), new(RequestPriority.Inline, 1), new(RequestPriority.Prefill, 50)],
                512,
                32
            )
        );

    [Fact]
    public void Every_plan_is_within_its_bounds_fair_and_wastes_nothing()
    {
        var work =
            from priority in Gen.Choose(0, 3)
            from tokens in Gen.OneOf(Gen.Constant(1), Gen.Choose(2, 700))
            select new PendingWork((RequestPriority)priority, tokens);
        var cases =
            from all in Gen.ListOf(work)
            from capacity in Gen.Choose(32, 512)
            from prompt in Gen.Choose(1, 512)
            select (Work: (IReadOnlyList<PendingWork>)[.. all], capacity, prompt);
        Check.One(
            Properties.Of(2000),
            Prop.ForAll(cases.ToArbitrary(), one => IsSound(one.Work, one.capacity, one.prompt))
        );
    }

    private static void IsSound(IReadOnlyList<PendingWork> work, int capacity, int promptTokens)
    {
        var shares = BatchPlanner.Plan(work, capacity, promptTokens);
        if (work.Count == 0)
        {
            return;
        }

        var highest = work.Min(item => item.Priority);
        var both = work.Zip(shares).ToList();
        Assert.All(both, pair => Assert.InRange(pair.Second, 0, pair.First.Tokens));
        Assert.All(both.Where(pair => pair.First.Priority != highest), pair => Assert.Equal(0, pair.Second));
        Assert.InRange(shares.Sum(), 1, capacity);
        var top = both.Where(pair => pair.First.Priority == highest).ToList();
        var running = top.Where(pair => pair.First.Tokens == 1).ToList();
        Assert.Equal(Math.Min(running.Count, capacity), running.Sum(pair => pair.Second));
        var prompts = top.Where(pair => pair.First.Tokens > 1).ToList();
        var room = running.Count == 0 ? capacity : Math.Min(capacity - Math.Min(running.Count, capacity), promptTokens);
        Assert.Equal(Math.Min(room, prompts.Sum(pair => pair.First.Tokens)), prompts.Sum(pair => pair.Second));
        // Who did not get all has no less than any other, but for rounding.
        var most = prompts.Count == 0 ? 0 : prompts.Max(pair => pair.Second);
        Assert.All(
            prompts.Where(pair => pair.Second < pair.First.Tokens),
            pair => Assert.InRange(pair.Second, most - 1, most)
        );
    }

    [Fact]
    public void Prompts_alone_fill_the_batch_but_not_beside_another_model()
    {
        Assert.Equal([100], BatchPlanner.Plan([Work(500)], capacity: 100, promptTokens: 32));
        Assert.Equal([32], BatchPlanner.Plan([Work(500)], capacity: 100, promptTokens: 32, isPaced: true));
    }

    private static PendingWork Work(int tokens) => new(RequestPriority.Interactive, tokens);
}
