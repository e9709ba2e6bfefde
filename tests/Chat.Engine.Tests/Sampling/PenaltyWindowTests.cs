using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

public sealed class PenaltyWindowTests
{
    [Fact]
    public void Penalties_are_as_worked_out_by_hand()
    {
        var options = new SamplingOptions
        {
            RepeatPenalty = 2,
            FrequencyPenalty = 0.25f,
            PresencePenalty = 0.5f,
        };

        // Seen twice: 4 / 2 − 2 × 0.25 − 0.5. Seen once: −3 × 2 − 0.25 − 0.5 and 0 × 2 − 0.75. Not seen: 1.
        Assert.Equal([1f, -6.75f, -0.75f, 1f], Apply(options, [0, 1, 0, 2], [4, -3, 0, 1]));
    }

    [Fact]
    public void Only_the_last_tokens_count()
    {
        var options = new SamplingOptions { FrequencyPenalty = 1, RepeatLastN = 3 };

        Assert.Equal([0f, -1f, -2f], Apply(options, [0, 0, 1, 2, 2], [0, 0, 0]));
        Assert.Equal([-1f, -1f, -1f], Apply(options, [2, 0, 1, 2], [0, 0, 0]));
    }

    [Fact]
    public void Minus_1_counts_all_tokens()
    {
        var options = new SamplingOptions { FrequencyPenalty = 1, RepeatLastN = -1 };

        Assert.Equal([-500f, -501f], Apply(options, [1, .. Enumerable.Range(0, 1_000).Select(i => i % 2)], [0, 0]));
    }

    [Theory]
    [InlineData(0, 1.5f)]
    [InlineData(64, 1f)]
    public void Is_off_without_a_window_or_a_penalty(int lastN, float repeat)
    {
        var options = new SamplingOptions { RepeatLastN = lastN, RepeatPenalty = repeat };

        Assert.True(new PenaltyWindow(options).IsOff);
        Assert.Equal([3f], Apply(options, [0], [3]));
    }

    [Fact]
    public void A_token_with_no_logit_keeps_none()
    {
        var options = new SamplingOptions { RepeatPenalty = 1.5f, PresencePenalty = -2 };

        Assert.Equal([float.NegativeInfinity], Apply(options, [0], [float.NegativeInfinity]));
    }

    private static float[] Apply(SamplingOptions options, int[] tokens, float[] logits)
    {
        var window = new PenaltyWindow(options);
        foreach (var token in tokens)
        {
            window.Add(token);
        }

        window.Apply(logits);
        return logits;
    }
}
