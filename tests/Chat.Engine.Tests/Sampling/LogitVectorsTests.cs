using Chat.Engine.Sampling;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Sampling;

public sealed class LogitVectorsTests
{
    [Fact]
    public void The_highest_is_the_first_that_no_other_is_over() =>
        Check.One(
            Properties.Of(1_000),
            Prop.ForAll(
                SamplingGenerators.Logits.ToArbitrary(),
                logits => LogitVectors.IndexOfMax(logits) == SlowIndexOfMax(logits)
            )
        );

    [Fact]
    public void There_is_no_highest_of_nothing()
    {
        Assert.Equal(-1, LogitVectors.IndexOfMax([]));
        Assert.Equal(-1, LogitVectors.IndexOfMax([float.NaN, float.NegativeInfinity]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_023)]
    [InlineData(5_001)]
    public void Exponentials_and_their_sums_are_those_of_doubles(int count)
    {
        var random = new Xoshiro256(9);
        float[] logits = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() * -20)];
        logits[0] = 0;
        var expected = logits.Select(logit => Math.Exp(logit / 0.7)).ToArray();
        var weights = new float[count];
        var blocks = new double[(count + LogitVectors.BlockLength - 1) / LogitVectors.BlockLength];

        var sum = LogitVectors.Exponentials(logits, 0, 0.7f, weights, blocks);

        Assert.All(weights.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, pair.Second * 1e-5));
        Assert.Equal(expected.Sum(), sum, expected.Sum() * 1e-6);
        Assert.Equal(sum, blocks.Sum(), 1e-9);
        Assert.Equal(sum, LogitVectors.SumOfExponentials(logits, 0, 0.7f), 1e-9);
    }

    [Fact]
    public void What_is_no_number_weighs_nothing_and_infinity_as_much_as_the_largest_number()
    {
        float[] logits =
        [
            .. Enumerable.Repeat(float.NaN, 17),
            .. Enumerable.Repeat(float.NegativeInfinity, 17),
            .. Enumerable.Repeat(float.PositiveInfinity, 17),
            .. Enumerable.Repeat(float.MaxValue, 17),
            .. Enumerable.Repeat(5f, 17),
        ];

        Assert.Equal(34, LogitVectors.SumOfExponentials(logits, float.MaxValue, 1));
        Assert.Equal(34, LogitVectors.SumOfExponentials(logits, float.MaxValue, 0.01f));
    }

    private static int SlowIndexOfMax(float[] logits)
    {
        var best = -1;
        for (var i = 0; i < logits.Length; i++)
        {
            if (Math.Min(logits[i], float.MaxValue) > (best < 0 ? float.NegativeInfinity : logits[best]))
            {
                best = i;
            }
        }

        return best;
    }
}
