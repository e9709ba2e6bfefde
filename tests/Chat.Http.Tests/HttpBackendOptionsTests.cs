using Chat.Core.Errors;
using Chat.Core.Secrets;
using Chat.Http.Resilience;

namespace Chat.Http.Tests;

public sealed class HttpBackendOptionsTests
{
    [Theory]
    [InlineData("https://api.example/v1")]
    [InlineData("http://127.0.0.1:1")]
    public void An_address_of_http_is_good(string address)
    {
        Options(address).Check();
    }

    [Theory]
    [InlineData("ftp://host/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret-word@host/")]
    [InlineData("https://host/?key=secret-word")]
    [InlineData("https://host/#secret-word")]
    public void Any_other_is_refused_without_repeating_it(string address)
    {
        var failure = Assert.Throws<ChatException>(() => Options(address).Check());

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.DoesNotContain("secret-word", failure.ToString());
    }

    [Fact]
    public void A_relative_address_is_refused()
    {
        var options = Options("http://h") with { BaseAddress = new Uri("v1", UriKind.Relative) };

        Assert.Throws<ChatException>(options.Check);
    }

    [Fact]
    public void An_unknown_target_is_refused_with_the_known_ones()
    {
        var failure = Assert.Throws<ChatException>(() => (Options("http://h") with { Target = "opnai" }).Check());

        Assert.Contains("opnai", failure.Message);
        Assert.All(HttpTargets.All, target => Assert.Contains(target, failure.Advice));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((1 << 30) + 1)]
    public void A_bound_outside_its_range_is_refused(int bytes)
    {
        var failure = Assert.Throws<ChatException>(() => (Options("http://h") with { MaxEventBytes = bytes }).Check());

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains("MaxEventBytes", failure.Message);
    }

    [Fact]
    public void Limits_and_retries_are_checked_too()
    {
        Assert.Throws<ChatException>(() =>
            (Options("http://h") with { Limits = TimeLimits.Default with { Idle = TimeSpan.Zero } }).Check()
        );
        Assert.Throws<ChatException>(() =>
            (Options("http://h") with { Retry = RetryOptions.Default with { MaxRetries = -1 } }).Check()
        );
    }

    [Theory]
    [InlineData("http://proxy.example:3128", true)]
    [InlineData("https://proxy.example", true)]
    [InlineData("socks5://127.0.0.1:1080", true)]
    [InlineData("ftp://proxy.example", false)]
    [InlineData("socks5://user:secret-word@127.0.0.1:1080", false)]
    public void A_proxy_is_checked_when_the_backend_is_made(string proxy, bool isGood)
    {
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var options = Options("http://h") with { Proxy = new Uri(proxy) };

        var failure = Record.Exception(() => backends.Create(options));

        Assert.Equal(isGood, failure is null);
        if (!isGood)
        {
            Assert.Equal(ChatErrorKind.InvalidRequest, Assert.IsType<ChatException>(failure).Kind);
            Assert.DoesNotContain("secret-word", failure.ToString());
        }
    }

    [Fact]
    public void Secrets_do_not_show()
    {
        var options = Options("http://h") with
        {
            Key = new Secret("secret-word"),
            Headers = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["x"] = new("secret-word") },
        };

        Assert.DoesNotContain("secret-word", options.ToString());
    }

    private static HttpBackendOptions Options(string address) =>
        new() { Target = HttpTargets.OpenAI, BaseAddress = new Uri(address) };
}
