using System.Numerics;
using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

public sealed class VectorExponentialTests
{
    [Fact]
    public void Is_near_the_exponential_of_doubles_over_its_whole_range()
    {
        for (var x = 0f; x > -86.9f; x -= 0.0137f)
        {
            var expected = Math.Exp(x);
            Assert.Equal(expected, Exp(x), expected * 3e-7);
        }
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(-87.1f, 0f)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void Is_exact_at_the_ends(float x, float expected) => Assert.Equal(expected, Exp(x));

    [Fact]
    public void Every_lane_has_its_own_result()
    {
        var results = VectorExponential.Exp(-Vector<float>.Indices);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            Assert.Equal(Math.Exp(-lane), results[lane], 1e-6);
        }
    }

    private static double Exp(float x) => VectorExponential.Exp(new Vector<float>(x))[0];
}
