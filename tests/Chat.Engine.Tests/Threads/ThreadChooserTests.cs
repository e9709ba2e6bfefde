using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class ThreadChooserTests
{
    [Fact]
    public void On_a_quiet_machine_all_threads_are_used_but_for_the_trials()
    {
        var chooser = new ThreadChooser(2, isFixed: false);

        var used = Run(chooser, 320, threads => threads == 2 ? 7 : 11);

        // After 32 decodes, and, since fewer threads lose, after 64 and 128 more.
        Assert.Equal([31, 95, 223], Enumerable.Range(0, 320).Where(decode => used[decode] == 1));
    }

    [Fact]
    public void Decodes_that_suddenly_take_longer_bring_the_next_trial_forward()
    {
        var chooser = new ThreadChooser(2, isFixed: false);
        Run(chooser, 400, threads => threads == 2 ? 7 : 11);

        var used = Run(chooser, 32, threads => threads == 2 ? 22 : 11);

        Assert.InRange(used.IndexOf(1), 2, 10);
        Assert.InRange(used.Count(threads => threads == 2), 2, 16);
    }

    [Theory]
    [InlineData(1.7)]
    [InlineData(3)]
    public void A_trial_comes_soon_after_decodes_became_slower(double times)
    {
        var chooser = new ThreadChooser(2, isFixed: false);
        Run(chooser, 400, threads => threads == 2 ? 7 : 11);

        Assert.InRange(Run(chooser, 32, threads => threads == 2 ? 7 * times : 11).IndexOf(1), 2, 10);
    }

    [Fact]
    public void With_many_counts_a_core_that_is_free_again_is_noticed()
    {
        var chooser = new ThreadChooser(8, isFixed: false);
        Run(chooser, 1000, threads => threads == 8 ? 40 : 80 / threads);

        Assert.Contains(8, Run(chooser, 4 * ThreadChooser.TrialEvery, threads => 80 / threads));
        Assert.Equal(8, Run(chooser, 400, threads => 80.0 / threads)[^2]);
    }

    [Fact]
    public void Counts_that_are_about_equal_cost_no_trials()
    {
        var chooser = new ThreadChooser(8, isFixed: false);
        var noise = new Random(1);

        var used = Run(
            chooser,
            2000,
            threads => (threads >= 7 ? 10 : 80 / threads) * (1 + (0.06 * (noise.NextDouble() - 0.5)))
        );

        Assert.InRange(used.TakeLast(1000).Count(threads => threads < 7), 0, 40);
    }

    [Fact]
    public void Two_slow_decodes_do_not_cost_the_pace_for_long()
    {
        var chooser = new ThreadChooser(2, isFixed: false);
        Run(chooser, 100, threads => threads == 2 ? 7 : 11);

        Run(chooser, 4, _ => 60);
        var used = Run(chooser, 40, threads => threads == 2 ? 7 : 11);

        Assert.InRange(used.Count(threads => threads == 1), 1, 12);
        Assert.Equal(2, used[^1]);
    }

    [Fact]
    public void Prompts_of_all_lengths_are_judged_together()
    {
        var chooser = new ThreadChooser(2, isFixed: false);
        Run(chooser, 200, threads => threads == 2 ? 22 : 11);
        foreach (var tokens in new[] { 40, 500, 130, 60, 300 })
        {
            Run(chooser, 1, threads => tokens * (threads == 2 ? 1 : 1.8), tokens);
        }

        Assert.Equal(2, Run(chooser, 1, threads => threads == 2 ? 250 : 450, tokens: 250)[0]);
    }

    [Fact]
    public void When_a_core_is_taken_it_steps_down_and_when_it_is_free_again_up()
    {
        var chooser = new ThreadChooser(2, isFixed: false);
        Run(chooser, 100, threads => threads == 2 ? 7 : 11);

        var busy = Run(chooser, 200, threads => threads == 2 ? 22 : 11);
        Assert.InRange(busy.Count(threads => threads == 2), 0, 40);
        Assert.Equal(1, busy[^1]);

        var quiet = Run(chooser, 400, threads => threads == 2 ? 7 : 11);
        Assert.InRange(quiet.Count(threads => threads == 2), 180, 400);
        Assert.Equal(2, quiet[^1]);
    }

    [Fact]
    public void It_costs_little_against_the_best_count_under_any_load()
    {
        foreach (var (one, two) in new[] { (11.0, 7.0), (11, 22), (25, 90), (10, 10.1) })
        {
            var chooser = new ThreadChooser(2, isFixed: false);
            Run(chooser, 64, threads => threads == 1 ? one : two);

            var spent = Run(chooser, 640, threads => threads == 1 ? one : two).Sum(threads => threads == 1 ? one : two);

            Assert.InRange(spent / (640 * Math.Min(one, two)), 1, 1.12);
        }
    }

    [Fact]
    public void Sizes_of_batches_are_judged_apart()
    {
        var chooser = new ThreadChooser(2, isFixed: false);
        Run(chooser, 200, threads => threads == 2 ? 22 : 11);

        // What is best for one token is where prompts begin, and soon they find their own.
        var prompts = Run(chooser, 60, threads => threads == 2 ? 600 : 1100, tokens: 512);

        Assert.Equal([1, 2, 2], prompts.Take(3));
        Assert.InRange(prompts.Count(threads => threads == 1), 2, 6);
        Assert.Equal(1, Run(chooser, 1, threads => threads == 2 ? 22 : 11)[0]);
    }

    [Theory]
    [InlineData("8:90 7:95 4:25 2:40 1:75", 4)]
    [InlineData("8:50 7:55 4:60 2:30 1:45", 2)]
    [InlineData("8:30 7:40 4:45 2:50 1:55", 8)]
    public void The_best_is_found_behind_one_that_is_better_than_its_neighbours(string table, int best)
    {
        var times = table
            .Split(' ')
            .Select(entry => entry.Split(':').Select(int.Parse).ToArray())
            .ToDictionary(entry => entry[0], entry => entry[1]);
        var chooser = new ThreadChooser(8, isFixed: false);
        Run(chooser, 6 * ThreadChooser.TrialEvery, threads => times[threads]);

        var used = Run(chooser, 320, threads => times[threads]);

        Assert.InRange(used.Count(threads => threads == best), 305, 320);
    }

    [Fact]
    public void A_count_that_was_far_worse_is_tried_seldom_but_is_tried()
    {
        var chooser = new ThreadChooser(2, isFixed: false);
        Run(chooser, 320, threads => threads == 1 ? 90 : 25);

        var trials = Run(chooser, 960, threads => threads == 1 ? 90 : 25).Count(threads => threads == 1);

        Assert.InRange(trials, 2, 12);
    }

    [Fact]
    public void A_fixed_count_is_always_used() =>
        Assert.All(Run(new ThreadChooser(4, isFixed: true), 200, _ => 5), threads => Assert.Equal(4, threads));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void Every_choice_is_within_bounds_and_the_best_is_found(int most)
    {
        var chooser = new ThreadChooser(most, isFixed: false);
        // All cores but a few are taken: one thread is best.
        var used = Run(chooser, 2000, threads => 10 + threads);

        Assert.All(used, threads => Assert.InRange(threads, 1, most));
        Assert.InRange(used.TakeLast(320).Count(threads => threads == 1), 300, 320);
    }

    private static List<int> Run(ThreadChooser chooser, int decodes, Func<int, double> milliseconds, int tokens = 1)
    {
        var used = new List<int>();
        for (var decode = 0; decode < decodes; decode++)
        {
            var threads = chooser.Next(tokens);
            used.Add(threads);
            chooser.Add(tokens, TimeSpan.FromMilliseconds(milliseconds(threads)));
        }

        return used;
    }
}
