using Chat.Core.Errors;
using Chat.Http.Resilience;

namespace Chat.Http.Tests.Resilience;

public sealed class TimeLimitsTests
{
    [Fact]
    public void The_defaults_bound_every_phase_but_the_whole()
    {
        var limits = TimeLimits.Default;

        Assert.Equal(TimeSpan.FromSeconds(10), limits.Connect);
        Assert.Equal(TimeSpan.FromMinutes(5), limits.FirstToken);
        Assert.Equal(TimeSpan.FromMinutes(2), limits.Idle);
        Assert.Null(limits.Total);
        limits.Check();
        TimeLimits.None.Check();
    }

    public static TheoryData<string, TimeLimits> Wrong()
    {
        var data = new TheoryData<string, TimeLimits>();
        foreach (
            var time in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromTicks(-1), TimeSpan.FromDays(25), TimeSpan.MaxValue]
        )
        {
            data.Add("Connect", new TimeLimits { Connect = time });
            data.Add("FirstToken", new TimeLimits { FirstToken = time });
            data.Add("Idle", new TimeLimits { Idle = time });
            data.Add("Total", new TimeLimits { Total = time });
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_limit_out_of_range_is_refused_by_name(string name, TimeLimits limits)
    {
        var failure = Assert.Throws<ChatException>(limits.Check);

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains(name, failure.Message);
        Assert.Throws<ChatException>(() =>
            new StreamClock(limits, TimeProvider.System, "server", CancellationToken.None)
        );
    }

    [Fact]
    public void The_longest_limit_can_be_timed()
    {
        var longest = TimeLimits.Longest;
        var limits = new TimeLimits
        {
            Connect = longest,
            FirstToken = longest,
            Idle = longest,
            Total = longest,
        };
        using var clock = new StreamClock(limits, TimeProvider.System, "server", CancellationToken.None);

        clock.BeginAttempt();
        clock.Connected();
        clock.Payload();

        Assert.False(clock.Token.IsCancellationRequested);
    }
}
