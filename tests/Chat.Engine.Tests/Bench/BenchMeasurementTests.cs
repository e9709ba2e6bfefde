using Chat.Engine.Bench;

namespace Chat.Engine.Tests.Bench;

public sealed class BenchMeasurementTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 5.0, 1, 3 }, 3)]
    [InlineData(new[] { 4.0, 1, 3, 2 }, 2.5)]
    public void The_median_is_the_middle_value(double[] values, double median) =>
        Assert.Equal(median, new BenchMeasurement("tg64", 1, 0, "t/s", values).Median);

    [Fact]
    public void The_spread_is_told()
    {
        var measurement = new BenchMeasurement("tg64", 1, 0, "t/s", [5, 1, 3]);

        Assert.Equal((1.0, 5.0), (measurement.Min, measurement.Max));
    }
}
