using Chat.Core.Errors;
using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

// Choosing among the tokens that may come.
public sealed partial class TokenSamplerTests
{
    private static readonly float[] Four = [1, 4, 2, 3];

    [Fact]
    public void The_likeliest_of_those_that_may_come_is_taken()
    {
        var greedy = SamplingOptions.Default with { Temperature = 0 };

        Assert.Equal(3, Constrained(greedy, new FakeConstraint(0, 2, 3)).Sample(Four));
        Assert.Equal(0, Constrained(greedy, new FakeConstraint(0)).Sample(Four));
    }

    [Fact]
    public void A_lawful_choice_costs_no_restriction()
    {
        var constraint = new FakeConstraint(1);

        Assert.Equal(1, Constrained(SamplingOptions.Default with { Temperature = 0 }, constraint).Sample(Four));
        Assert.Equal(0, constraint.Restrictions);
    }

    [Fact]
    public void Chances_are_those_among_the_tokens_that_may_come()
    {
        const int Draws = 20_000;
        var sampler = Constrained(Off, new FakeConstraint(0, 2));
        var counts = new int[Four.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            counts[sampler.Sample(Four)]++;
        }

        var share = Math.Exp(2) / (Math.Exp(1) + Math.Exp(2));
        Assert.Equal(0, counts[1] + counts[3]);
        Assert.InRange((double)counts[2] / Draws, share - 0.02, share + 0.02);
    }

    [Fact]
    public void A_token_beyond_the_truncation_is_found()
    {
        var narrow = SamplingOptions.Default with { Temperature = 1, TopK = 1 };

        Assert.Equal(0, Constrained(narrow, new FakeConstraint(0)).Sample(Four));
    }

    [Fact]
    public void The_logits_are_left_as_they_are()
    {
        float[] logits = [.. Four];

        Constrained(SamplingOptions.Default with { RepeatPenalty = 1.1f }, new FakeConstraint(0)).Sample(logits);

        Assert.Equal(Four, logits);
    }

    [Fact]
    public void Nothing_that_may_come_is_an_error()
    {
        var error = Assert.Throws<ChatException>(() => Constrained(Off, new FakeConstraint()).Sample(Four));

        Assert.Equal(ChatErrorKind.Internal, error.Kind);
    }

    private static TokenSampler Constrained(SamplingOptions options, FakeConstraint constraint) =>
        new(options, Four.Length, seed: 1, constraint);
}
