using Chat.Core.Errors;
using Chat.Http.Resilience;

namespace Chat.Http.Tests.Resilience;

public sealed class RetryOptionsTests
{
    public static TheoryData<string, RetryOptions> Wrong() =>
        new()
        {
            {
                "MaxRetries",
                new RetryOptions { MaxRetries = -1 }
            },
            {
                "MaxRetries",
                new RetryOptions { MaxRetries = 11 }
            },
            {
                "BaseDelay",
                new RetryOptions { BaseDelay = TimeSpan.Zero }
            },
            {
                "BaseDelay",
                new RetryOptions { BaseDelay = TimeSpan.FromSeconds(9) }
            },
            {
                "MaxDelay",
                new RetryOptions { MaxDelay = TimeSpan.FromMinutes(61) }
            },
            {
                "Jitter",
                new RetryOptions { Jitter = -0.01 }
            },
            {
                "Jitter",
                new RetryOptions { Jitter = 1.01 }
            },
            {
                "Jitter",
                new RetryOptions { Jitter = double.NaN }
            },
            {
                "MaxRetryAfter",
                new RetryOptions { MaxRetryAfter = TimeSpan.FromSeconds(-1) }
            },
            {
                "MaxRetryAfter",
                new RetryOptions { MaxRetryAfter = TimeSpan.MaxValue }
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_range_is_refused_by_name(string name, RetryOptions options)
    {
        var failure = Assert.Throws<ChatException>(() => new RetryPolicy(options, TimeProvider.System, new Random(1)));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains(name, failure.Message);
    }

    [Fact]
    public void The_defaults_are_those_of_the_official_clients()
    {
        RetryOptions.Default.Check();
        Assert.Equal(2, RetryOptions.Default.MaxRetries);
        Assert.Equal(TimeSpan.FromSeconds(0.5), RetryOptions.Default.BaseDelay);
        Assert.Equal(TimeSpan.FromSeconds(8), RetryOptions.Default.MaxDelay);
        Assert.Equal(TimeSpan.FromSeconds(60), RetryOptions.Default.MaxRetryAfter);
    }
}
