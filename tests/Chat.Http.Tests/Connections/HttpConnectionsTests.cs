using System.Net;
using System.Net.Sockets;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Resilience;

namespace Chat.Http.Tests.Connections;

public sealed class HttpConnectionsTests
{
    private static readonly ConnectionSettings Direct = new();

    [Fact]
    public void The_handler_keeps_the_promises_of_a_client_with_keys()
    {
        using var handler = HttpConnections.NewHandler(new ConnectionSettings());

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Null(handler.Credentials);
        Assert.Null(handler.DefaultProxyCredentials);
        Assert.False(handler.PreAuthenticate);
        Assert.True(handler.UseProxy);
        Assert.Null(handler.Proxy);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(15));
        Assert.Equal(Timeout.InfiniteTimeSpan, handler.ConnectTimeout);
        Assert.InRange(handler.MaxConnectionsPerServer, 1_000, 100_000);
        Assert.Equal(DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.True(handler.EnableMultipleHttp2Connections);
    }

    [Fact]
    public void The_client_has_no_time_limit_of_its_own_and_may_speak_http_2()
    {
        using var connections = new HttpConnections();

        var client = connections.For(new ConnectionSettings());

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        Assert.Equal(HttpVersion.Version20, client.DefaultRequestVersion);
        Assert.Equal(HttpVersionPolicy.RequestVersionOrLower, client.DefaultVersionPolicy);
    }

    [Fact]
    public void Equal_settings_share_a_client_and_others_do_not()
    {
        using var connections = new HttpConnections();
        var proxy = new ConnectionSettings { Proxy = new Uri("http://proxy.example:3128") };

        Assert.Same(connections.For(new ConnectionSettings()), connections.For(new ConnectionSettings()));
        Assert.Same(connections.For(proxy), connections.For(proxy with { }));
        Assert.NotSame(connections.For(proxy), connections.For(new ConnectionSettings()));
    }

    [Fact]
    public void The_number_of_pools_is_bounded()
    {
        using var connections = new HttpConnections();
        for (var i = 1; i <= HttpConnections.MaxPools; i++)
        {
            connections.For(Proxied(i));
        }

        Assert.Throws<ChatException>(() => connections.For(Direct));
        Assert.NotNull(connections.For(Proxied(1)));

        static ConnectionSettings Proxied(int port) => new() { Proxy = new Uri($"http://proxy.example:{port}") };
    }

    [Fact]
    public void Backends_share_connections_whatever_their_limits()
    {
        var options = new HttpBackendOptions { Target = HttpTargets.OpenAI, BaseAddress = new Uri("http://h") };
        var other = options with { Limits = TimeLimits.Default with { Connect = TimeSpan.FromSeconds(3) } };

        Assert.Equal(options.Connection, other.Connection);
    }

    [Fact]
    public void After_disposal_there_is_no_client()
    {
        var connections = new HttpConnections();
        connections.Dispose();

        Assert.Throws<ObjectDisposedException>(() => connections.For(Direct));
    }

    [Fact]
    public void An_explicit_proxy_is_used_except_for_loopback()
    {
        var proxy = new Uri("http://proxy.example:3128");
        using var handler = HttpConnections.NewHandler(new ConnectionSettings { Proxy = proxy });

        Assert.Equal(proxy, handler.Proxy!.GetProxy(new Uri("https://api.example/v1")));
        Assert.True(handler.Proxy.IsBypassed(new Uri("http://127.0.0.1:8080/")));
        Assert.True(handler.Proxy.IsBypassed(new Uri("http://localhost:8080/")));
        Assert.True(handler.Proxy.IsBypassed(new Uri("http://[::1]:8080/")));
        Assert.False(handler.Proxy.IsBypassed(new Uri("http://gateway:8080/")));
        Assert.False(handler.Proxy.IsBypassed(new Uri($"http://{Environment.MachineName}.example/")));
    }

    [Fact]
    public async Task A_socks_proxy_is_spoken_to_in_its_own_words()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var connections = new HttpConnections();
        var client = connections.For(
            new ConnectionSettings
            {
                Proxy = new Uri($"socks5://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            }
        );

        var get = client.GetStringAsync("http://api.invalid/v1");
        using var proxy = await listener.AcceptTcpClientAsync();
        var greeting = new byte[3];
        await proxy.GetStream().ReadExactlyAsync(greeting);
        proxy.Close();

        // RFC 1928: version 5, one way to log in, which is none.
        Assert.Equal([5, 1, 0], greeting);
        await Assert.ThrowsAsync<HttpRequestException>(() => get);
    }

    [Fact]
    public async Task Requests_to_other_hosts_go_through_the_proxy()
    {
        await using var proxy = new LoopbackServer(Ok("proxied"));
        using var connections = new HttpConnections();
        var client = connections.For(new ConnectionSettings { Proxy = new Uri($"http://127.0.0.1:{proxy.Port}") });

        Assert.Equal("proxied", await client.GetStringAsync("http://api.invalid/v1"));
        Assert.StartsWith("GET http://api.invalid/v1 HTTP/1.1", Assert.Single(proxy.Heads));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = new LoopbackServer(Ok("stolen"));
        await using var server = new LoopbackServer(
            $"HTTP/1.1 {status} Moved\r\nLocation: {elsewhere.Address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        using var connections = new HttpConnections();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address);
        SafeHeaders.AddKey(request.Headers, "api-key", "canary");

        using var response = await connections.For(Direct).SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(elsewhere.Heads);
        Assert.Single(server.Heads);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var server = new LoopbackServer(
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        using var connections = new HttpConnections();

        using var first = await connections.For(Direct).GetAsync(server.Address);
        using var second = await connections.For(Direct).GetAsync(server.Address);

        Assert.Equal(2, server.Heads.Count);
        Assert.All(server.Heads, head => Assert.DoesNotContain("Cookie", head));
    }

    private static string Ok(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
}
