using Chat.Engine.Sampling;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Sampling;

public sealed class TokenProbabilitiesTests
{
    [Fact]
    public void Log_probabilities_are_those_of_the_plain_softmax() =>
        Check.One(
            Properties.Of(1_000),
            Prop.ForAll(
                SamplingGenerators.Logits.ToArbitrary(),
                Gen.Choose(0, TokenProbabilities.MaxTop).ToArbitrary(),
                (logits, top) =>
                {
                    var slow = SlowLogprobs(logits);
                    var ranked = slow.Where(token => logits[token.Token] > float.NegativeInfinity).Take(top).ToList();
                    var likelihood = new TokenProbabilities().Measure(logits, 0, top);
                    return IsNear(slow.Single(token => token.Token == 0).Logprob, likelihood.Logprob)
                        && likelihood
                            .Top.Select(token => token.Token)
                            .SequenceEqual(ranked.Select(token => token.Token))
                        && likelihood.Top.Zip(ranked).All(pair => IsNear(pair.Second.Logprob, pair.First.Logprob));
                }
            )
        );

    [Fact]
    public void Two_equal_tokens_share_evenly()
    {
        var likelihood = new TokenProbabilities().Measure([1, float.NegativeInfinity, 1], 2, 20);

        Assert.Equal(Math.Log(0.5), likelihood.Logprob, 1e-7);
        Assert.Equal([0, 2], likelihood.Top.Select(token => token.Token));
    }

    [Fact]
    public void The_impossible_is_given_as_the_least_number()
    {
        Assert.Equal(
            TokenProbabilities.Least,
            new TokenProbabilities().Measure([1, float.NegativeInfinity], 1, 0).Logprob
        );
        Assert.Equal(TokenProbabilities.Least, new TokenProbabilities().Measure([1, float.NaN], 1, 0).Logprob);
        Assert.Equal(TokenProbabilities.Least, new TokenProbabilities().Measure([float.NaN], 0, 5).Logprob);
    }

    [Fact]
    public void Bounds_are_kept()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenProbabilities().Measure([1], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenProbabilities().Measure([1], -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenProbabilities().Measure([1], 0, 21));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenProbabilities().Measure([1], 0, -1));
    }

    private static bool IsNear(double expected, double actual) => Math.Abs(expected - actual) < 1e-5;

    private static List<RankedToken> SlowLogprobs(float[] logits)
    {
        var clean = logits
            .Select(logit => float.IsNaN(logit) ? double.NegativeInfinity : Math.Min(logit, float.MaxValue))
            .ToArray();
        var max = clean.Max();
        var logOfSum = Math.Log(clean.Sum(logit => Math.Exp(logit - max)));
        return
        [
            .. clean
                .Select((logit, token) => (Logit: logit, Token: token))
                .OrderByDescending(pair => pair.Logit)
                .ThenBy(pair => pair.Token)
                .Select(pair => new RankedToken(
                    pair.Token,
                    double.IsFinite(pair.Logit) ? Math.Max(pair.Logit - max - logOfSum, -9999.0) : -9999.0
                )),
        ];
    }
}
