using Chat.Core.Errors;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Tests.Routing;

public sealed class LimitAdviceTests
{
    [Theory]
    [InlineData(ChatErrorKind.ConnectTimeout, "Try, or raise the connect limit.", "\"connect\"")]
    [InlineData(ChatErrorKind.FirstTokenTimeout, "Raise the first-token limit.", "\"firstToken\"")]
    [InlineData(ChatErrorKind.IdleTimeout, "Raise the idle limit.", "\"idle\"")]
    [InlineData(ChatErrorKind.TotalTimeout, "Raise the total limit, or ask for less.", "\"total\"")]
    public void A_limit_is_named_by_where_it_is_set(ChatErrorKind kind, string advice, string key)
    {
        var told = LimitAdvice.Of(new ChatException(kind, "Late.", advice));
        Assert.Contains($"{key} in the \"timeouts\" of its profile", told, StringComparison.Ordinal);
        Assert.DoesNotContain("limit", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_advice_is_left_alone() =>
        Assert.Equal(
            "Mind the total limit.",
            LimitAdvice.Of(new ChatException(ChatErrorKind.RateLimited, "Late.", "Mind the total limit."))
        );
}
