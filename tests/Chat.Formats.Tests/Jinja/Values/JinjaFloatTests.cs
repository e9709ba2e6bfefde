using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Tests.Jinja.Values;

public class JinjaFloatTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(-1.5e-7, "-1.5e-07")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.25e100, "1.25e+100")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Is_written_as_python_writes_it(double value, string expected) =>
        Assert.Equal(expected, new JinjaFloat(value).ToString());
}
