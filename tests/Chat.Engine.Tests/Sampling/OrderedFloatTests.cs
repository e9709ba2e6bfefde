using System.Numerics;
using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

public sealed class OrderedFloatTests
{
    private static readonly float[] Rising =
    [
        float.NegativeInfinity,
        float.MinValue,
        -1.5f,
        -1f,
        -float.Epsilon,
        0f,
        float.Epsilon,
        1f,
        1.5f,
        float.MaxValue,
    ];

    [Fact]
    public void Integers_rise_as_the_floats_do_and_lead_back()
    {
        var ordered = Rising.Select(OrderedFloat.From).ToArray();

        Assert.Equal(ordered.Distinct().Order(), ordered);
        Assert.Equal(Rising, ordered.Select(OrderedFloat.ToFloat));
    }

    [Fact]
    public void Vectors_and_single_floats_agree() =>
        Assert.All(
            Rising.Append(-0f).Append(float.PositiveInfinity),
            value =>
                Assert.Equal(new Vector<int>(OrderedFloat.From(value)), OrderedFloat.From(new Vector<float>(value)))
        );

    [Fact]
    public void Both_zeros_and_both_largest_are_one()
    {
        Assert.Equal(OrderedFloat.From(0f), OrderedFloat.From(-0f));
        Assert.Equal(OrderedFloat.From(float.MaxValue), OrderedFloat.From(float.PositiveInfinity));
    }
}
