using Chat.Engine.Sampling;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Sampling;

public sealed class TopSelectionTests
{
    [Fact]
    public void The_highest_are_those_of_a_full_sort() =>
        Check.One(
            Properties.Of(1_000),
            Prop.ForAll(
                SamplingGenerators.Logits.ToArbitrary(),
                Gen.Choose(1, 400).ToArbitrary(),
                (logits, count) => Highest(logits, count).SequenceEqual(Sorted(logits).Take(count))
            )
        );

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1_000)]
    public void Logits_that_rise_all_the_way_are_the_worst_case_and_come_out_right(int count)
    {
        float[] logits = [.. Enumerable.Range(0, 20_000)];

        Assert.Equal(Sorted(logits).Take(count), Highest(logits, count));
    }

    [Fact]
    public void Those_that_reach_a_threshold_are_those_of_a_full_sort() =>
        Check.One(
            Properties.Of(1_000),
            Prop.ForAll(
                SamplingGenerators.Logits.ToArbitrary(),
                Gen.Elements(-3f, 0f, 1f, 14.5f, float.MaxValue, float.NegativeInfinity).ToArbitrary(),
                (logits, threshold) =>
                {
                    ulong[] buffer = [];
                    var count = TopSelection.AtLeast(logits, threshold, ref buffer);
                    return buffer
                        .Take(count)
                        .SequenceEqual(Sorted(logits).Where(key => CandidateKey.Logit(key) >= threshold));
                }
            )
        );

    [Theory]
    [InlineData(20)]
    [InlineData(600)]
    public void Many_ties_in_many_columns_come_out_right(int count)
    {
        var random = new Xoshiro256(2);
        float[] logits = [.. Enumerable.Range(0, 30_011).Select(_ => (float)(random.Next() % 9))];

        Assert.Equal(Sorted(logits).Take(count), Highest(logits, count));
    }

    private static IEnumerable<ulong> Highest(float[] logits, int count)
    {
        ulong[] buffer = [];
        var picked = new TopSelection().Highest(logits, count, ref buffer);
        return buffer.Take(picked);
    }

    private static IEnumerable<ulong> Sorted(float[] logits) =>
        logits
            .Select((logit, token) => (Logit: logit, Token: token))
            .Where(pair => pair.Logit > float.NegativeInfinity)
            .OrderByDescending(pair => Math.Min(pair.Logit, float.MaxValue))
            .ThenBy(pair => pair.Token)
            .Select(pair => CandidateKey.Pack(pair.Logit, pair.Token));
}
