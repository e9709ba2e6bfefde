using Chat.Core.Errors;
using Chat.Http.Resilience;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Http.Tests.Resilience;

public sealed class RetryRulesTests
{
    [Fact]
    public void Ten_thousand_waits_lie_within_their_bounds()
    {
        var random = new Random(20260501);
        var options = RetryOptions.Default;
        double[] longest = [0.5, 1, 2, 4, 8, 8, 8, 8, 8, 8];
        var seen = new HashSet<TimeSpan>();
        for (var i = 0; i < 10_000; i++)
        {
            var retry = i % longest.Length;
            var delay = RetryRules.Delay(options, retry, default, random.NextDouble());
            Assert.InRange(delay.TotalSeconds, longest[retry] * 0.75, longest[retry]);
            seen.Add(delay);
        }

        Assert.True(seen.Count > 9_000, "Jitter gave few different waits.");
    }

    [Fact]
    public void Whatever_the_options_a_wait_is_never_longer_than_they_say()
    {
        var cases =
            from milliseconds in Gen.Choose(1, 3_600_000)
            from times in Gen.Choose(1, 100)
            from retry in Gen.Choose(0, 5_000)
            from jitter in Gen.Choose(0, 100)
            from random in Gen.Choose(0, 999)
            select (milliseconds, times, retry, jitter, random);
        Check.One(
            Properties.Of(2_000),
            Prop.ForAll(
                cases.ToArbitrary(),
                c =>
                {
                    var max = TimeSpan.FromMilliseconds(c.milliseconds);
                    var options = new RetryOptions
                    {
                        MaxDelay = max,
                        BaseDelay = max / c.times,
                        Jitter = c.jitter / 100.0,
                    };
                    var delay = RetryRules.Delay(options, c.retry, default, c.random / 1000.0);
                    return delay >= TimeSpan.Zero && delay <= max;
                }
            )
        );
    }

    [Theory]
    [InlineData(0.001, 0.001)]
    [InlineData(59, 59)]
    [InlineData(60, 60)]
    [InlineData(60.001, 0.5)]
    [InlineData(3600, 0.5)]
    public void A_servers_wait_counts_up_to_the_bound_and_past_it_our_own(double asked, double expected)
    {
        var advice = new RetryAdvice(TimeSpan.FromSeconds(asked), null);

        Assert.Equal(TimeSpan.FromSeconds(expected), RetryRules.Delay(RetryOptions.Default, 0, advice, 0));
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(409, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(529, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(402, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(413, false)]
    [InlineData(422, false)]
    [InlineData(307, false)]
    public void A_status_decides(int status, bool expected)
    {
        using var response = new HttpResponseMessage((System.Net.HttpStatusCode)status);
        var failure = Http.Failures.ServerErrors.From(response, [], Peers.Example, DateTimeOffset.UnixEpoch).Failure;

        Assert.Equal(expected, failure.IsRetryable);
        Assert.Equal(expected, RetryRules.Allows(failure, default));
        Assert.False(RetryRules.Allows(failure, new RetryAdvice(null, false)));
        Assert.Equal(expected || status == 413, RetryRules.Allows(failure, new RetryAdvice(null, true)));
    }

    [Theory]
    [InlineData(ChatErrorKind.ConnectTimeout, true)]
    [InlineData(ChatErrorKind.Connection, true)]
    [InlineData(ChatErrorKind.Incomplete, true)]
    [InlineData(ChatErrorKind.Overloaded, true)]
    [InlineData(ChatErrorKind.FirstTokenTimeout, false)]
    [InlineData(ChatErrorKind.IdleTimeout, false)]
    [InlineData(ChatErrorKind.TotalTimeout, false)]
    [InlineData(ChatErrorKind.QuotaExceeded, false)]
    [InlineData(ChatErrorKind.Cancelled, false)]
    public void Without_a_status_the_kind_decides(ChatErrorKind kind, bool expected)
    {
        var failure = new ChatException(kind, "what", "do") { IsRetryable = true };

        Assert.Equal(expected, RetryRules.Allows(failure, default));
    }

    [Fact]
    public void What_is_not_retryable_is_not_tried_again() =>
        Assert.False(RetryRules.Allows(new ChatException(ChatErrorKind.Tls, "what", "do"), default));
}
