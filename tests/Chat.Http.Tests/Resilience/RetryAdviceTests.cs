using Chat.Http.Resilience;

namespace Chat.Http.Tests.Resilience;

public sealed class RetryAdviceTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after-ms", "0.5", 0.0005)]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("Retry-After", " 7 ", 7)]
    [InlineData("Retry-After", "1.25", 1.25)]
    [InlineData("Retry-After", "3600", 3600)]
    [InlineData("Retry-After", "Fri, 01 May 2026 12:00:20 GMT", 20)]
    [InlineData("Retry-After", "Friday, 01-May-26 12:00:20 GMT", 20)]
    public void Every_form_of_a_wait_is_read(string name, string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read((name, value)).After);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("0.000000000001")]
    [InlineData("86401")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("Fri, 01 May 2026 11:59:59 GMT")]
    [InlineData("Fri, 01 May 2026 12:00:00 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public void What_is_no_wait_counts_as_not_said(string value) => Assert.Null(Read(("Retry-After", value)).After);

    [Fact]
    public void Milliseconds_come_before_seconds_unless_they_cannot_be_read()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), Read(("Retry-After", "9"), ("retry-after-ms", "2000")).After);
        Assert.Equal(TimeSpan.FromSeconds(9), Read(("Retry-After", "9"), ("retry-after-ms", "soon")).After);
    }

    [Fact]
    public void Of_a_repeated_header_the_first_counts() =>
        Assert.Equal(TimeSpan.FromSeconds(3), Read(("Retry-After", "3"), ("Retry-After", "4")).After);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    [InlineData("maybe", null)]
    [InlineData("", null)]
    public void The_servers_yes_or_no_is_read(string value, bool? expected) =>
        Assert.Equal(expected, Read(("x-should-retry", value)).ShouldRetry);

    [Fact]
    public void Nothing_said_is_nothing() => Assert.Equal(default, Read());

    private static RetryAdvice Read(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            Assert.True(response.Headers.TryAddWithoutValidation(name, value));
        }

        return RetryAdvice.From(response.Headers, Now);
    }
}
