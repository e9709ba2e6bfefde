using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

public sealed class LogitAdjusterTests
{
    [Fact]
    public void Biases_add_up_and_bans_win()
    {
        var options = new SamplingOptions { LogitBias = [new(0, 1), new(0, 2), new(1, 5)], BannedTokens = [1] };

        Assert.Equal([4f, float.NegativeInfinity, 1f], new LogitAdjuster(options, 3).Apply([1, 1, 1]).ToArray());
    }

    [Fact]
    public void Tokens_outside_the_vocabulary_do_nothing()
    {
        var options = new SamplingOptions { LogitBias = [new(-1, 1), new(2, 1)], BannedTokens = [-1, 2] };

        Assert.Equal([1f, 1f], new LogitAdjuster(options, 2).Apply([1, 1]).ToArray());
    }

    [Fact]
    public void Logits_that_nothing_changes_are_not_copied()
    {
        float[] logits = [1, 2];

        Assert.True(new LogitAdjuster(SamplingOptions.Default, 2).Apply(logits) == logits);
    }
}
