using Chat.Engine.Scheduling;

namespace Chat.Engine.Tests.Scheduling;

public sealed class PromptPaceTests
{
    [Fact]
    public void A_slow_machine_takes_few_tokens_and_a_fast_one_many()
    {
        var slow = new PromptPace();
        var fast = new PromptPace();

        slow.Add(512, TimeSpan.FromSeconds(5));
        fast.Add(512, TimeSpan.FromMilliseconds(256));

        Assert.Equal(PromptPace.Least, slow.Tokens);
        Assert.Equal(200, fast.Tokens);
    }

    [Fact]
    public void It_follows_a_change_within_some_batches()
    {
        var pace = new PromptPace();
        pace.Add(100, TimeSpan.FromSeconds(10));

        for (var batch = 0; batch < 40; batch++)
        {
            pace.Add(100, TimeSpan.FromMilliseconds(50));
        }

        Assert.InRange(pace.Tokens, 100, 200);
    }

    [Fact]
    public void Small_batches_and_no_time_at_all_are_no_trouble()
    {
        var pace = new PromptPace();
        pace.Add(1, TimeSpan.FromSeconds(1));
        Assert.Equal(PromptPace.Least, pace.Tokens);

        pace.Add(512, TimeSpan.Zero);
        Assert.Equal(PromptPace.Most, pace.Tokens);
    }
}
