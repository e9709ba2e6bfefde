using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class ThreadChooserTests
{
    [Fact]
    public void On_a_quiet_machine_all_threads_are_used_but_for_the_trials()
    {
        var chooser = new ThreadChooser(2, isFixed: false);

        var used = Run(chooser, 320, threads => threads == 2 ? 7 : 11);

        Assert.InRange(used.Count(threads => threads == 1), 9, 10);
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

        var prompts = Run(chooser, 20, threads => threads == 2 ? 600 : 1100, tokens: 512);

        Assert.All(prompts, threads => Assert.Equal(2, threads));
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
