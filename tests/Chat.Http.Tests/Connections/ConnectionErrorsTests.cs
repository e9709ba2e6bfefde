using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Resilience;

namespace Chat.Http.Tests.Connections;

public sealed class ConnectionErrorsTests : IDisposable
{
    private static readonly ConnectionSettings Direct = new();

    private readonly HttpConnections _connections = new();

    public void Dispose() => _connections.Dispose();

    [Fact]
    public async Task A_name_that_does_not_exist_is_a_connection_failure_that_names_it()
    {
        var failure = await FailAsync(new Uri("http://no-such-host.invalid/v1"));

        AssertFailure(failure, ChatErrorKind.Connection, "no-such-host.invalid", retryable: true);
        Assert.Contains("could not be resolved", failure.Message);
    }

    [Fact]
    public async Task A_refused_port_is_a_connection_failure_that_names_it()
    {
        var port = FreePort();

        var failure = await FailAsync(new Uri($"http://127.0.0.1:{port}/v1"));

        AssertFailure(failure, ChatErrorKind.Connection, $"127.0.0.1:{port} refused", retryable: true);
    }

    [Fact]
    public async Task A_connection_reset_in_the_body_is_a_connection_failure()
    {
        await using var server = new LoopbackServer(
            async (stream, _) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndata"u8.ToArray());
                ((NetworkStream)stream).Socket.Close(0);
            }
        );

        var failure = await FailAsync(server.Address);

        AssertFailure(failure, ChatErrorKind.Connection, $"127.0.0.1:{server.Port} broke", retryable: true);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndata: {")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ndata:\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nda")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("")]
    public async Task An_answer_that_ends_early_is_incomplete(string answer)
    {
        await using var server = new LoopbackServer(answer);

        var failure = await FailAsync(server.Address);

        AssertFailure(failure, ChatErrorKind.Incomplete, $"127.0.0.1:{server.Port}", retryable: true);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\ndata\r\n")]
    public async Task What_is_not_http_is_a_protocol_failure(string answer)
    {
        await using var server = new LoopbackServer(answer);

        var failure = await FailAsync(server.Address);

        AssertFailure(failure, ChatErrorKind.Protocol, $"127.0.0.1:{server.Port}", retryable: false);
    }

    [Fact]
    public async Task Overlong_headers_are_a_protocol_failure()
    {
        await using var server = new LoopbackServer($"HTTP/1.1 200 OK\r\nX: {new string('x', 70_000)}\r\n\r\n");

        AssertFailure(await FailAsync(server.Address), ChatErrorKind.Protocol, "headers", retryable: false);
    }

    [Fact]
    public async Task Damaged_compression_is_a_protocol_failure()
    {
        await using var server = new LoopbackServer(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\nnot gzip at!"
        );

        AssertFailure(await FailAsync(server.Address), ChatErrorKind.Protocol, "compressed", retryable: false);
    }

    [Theory]
    [InlineData("CN=localhost", 30, "signed by itself")]
    [InlineData("CN=localhost", -1, "out of date")]
    public async Task An_untrusted_certificate_is_named_with_the_reason(string subject, int days, string reason)
    {
        using var certificate = SelfSigned(subject, days);
        await using var server = new LoopbackServer((_, _) => Task.CompletedTask, certificate);

        var failure = await FailAsync(server.Address);

        AssertFailure(failure, ChatErrorKind.Tls, $"127.0.0.1:{server.Port}", retryable: false);
        Assert.Contains(subject, failure.Message);
        Assert.Contains(reason, failure.Message);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_certificate_for_another_host_says_so()
    {
        using var certificate = SelfSigned("CN=other.example", 30);
        await using var server = new LoopbackServer((_, _) => Task.CompletedTask, certificate);

        Assert.Contains("another host", (await FailAsync(server.Address)).Message);
    }

    [Fact]
    public void What_the_platform_accepts_is_accepted_and_nothing_else()
    {
        Assert.True(CertificateCheck.Validate(this, null, null, SslPolicyErrors.None));
        foreach (var errors in Enum.GetValues<SslPolicyErrors>().Where(errors => errors != SslPolicyErrors.None))
        {
            Assert.Throws<UntrustedCertificateException>(() => CertificateCheck.Validate(this, null, null, errors));
        }
    }

    [Fact]
    public async Task Tls_to_a_port_without_it_is_a_tls_failure()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serve = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            await stream.ReadExactlyAsync(new byte[16]);
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        });
        using var _ = listener;

        var failure = await FailAsync(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        await serve;
        Assert.Equal(ChatErrorKind.Tls, failure.Kind);
        Assert.Contains("TLS", failure.Advice);
    }

    [Fact]
    public async Task The_connect_limit_covers_a_stalled_tls_handshake()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var _ = listener;
        var limits = TimeLimits.None with { Connect = TimeSpan.FromMilliseconds(50) };

        var failure = await FailAsync(
            new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
            limits
        );

        Assert.Equal(ChatErrorKind.ConnectTimeout, failure.Kind);
        Assert.True(failure.IsRetryable);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(7, true)]
    [InlineData(1, false)]
    [InlineData(11, false)]
    public void An_http_2_reset_is_a_protocol_failure_with_its_code(long code, bool retryable)
    {
        var cause = new HttpRequestException(
            HttpRequestError.HttpProtocolError,
            "reset",
            new HttpProtocolException(code, "reset", null)
        );

        var failure = ConnectionErrors.From(cause, Peers.Example);

        AssertFailure(failure, ChatErrorKind.Protocol, $"code {code}", retryable);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void An_http_2_stream_that_breaks_down_is_a_connection_cut(long code)
    {
        var reset = new HttpProtocolException(code, "reset", null);

        var before = ConnectionErrors.From(
            new HttpRequestException(HttpRequestError.HttpProtocolError, "reset", reset),
            Peers.Example
        );
        var within = ConnectionErrors.From(reset, Peers.Example);

        AssertFailure(before, ChatErrorKind.Connection, "broke the connection", retryable: true);
        AssertFailure(within, ChatErrorKind.Incomplete, "before the answer was whole", retryable: true);
    }

    [Fact]
    public void A_proxy_that_asks_for_a_login_is_an_authentication_failure()
    {
        var cause = new HttpRequestException(
            HttpRequestError.ProxyTunnelError,
            "407",
            null,
            HttpStatusCode.ProxyAuthenticationRequired
        );

        var failure = ConnectionErrors.From(cause, Peers.Example);

        AssertFailure(failure, ChatErrorKind.Authentication, "proxy", retryable: false);
        Assert.Equal(407, failure.HttpStatus);
    }

    [Fact]
    public void Every_error_of_the_platform_has_a_kind_that_is_not_internal()
    {
        foreach (var error in Enum.GetValues<HttpRequestError>())
        {
            AssertNamed(ConnectionErrors.From(new HttpRequestException(error, "m"), Peers.Example));
            AssertNamed(ConnectionErrors.From(new HttpIOException(error, "m"), Peers.Example));
        }

        foreach (var error in Enum.GetValues<SocketError>())
        {
            var socket = new SocketException((int)error);
            AssertNamed(ConnectionErrors.From(socket, Peers.Example));
            AssertNamed(ConnectionErrors.From(new IOException("m", socket), Peers.Example));
            AssertNamed(ConnectionErrors.From(new HttpRequestException("m", socket), Peers.Example));
        }

        static void AssertNamed(ChatException failure)
        {
            Assert.NotEqual(ChatErrorKind.Internal, failure.Kind);
            Assert.Contains("api.example", failure.Message);
            Assert.NotEmpty(failure.Advice);
            Assert.NotNull(failure.InnerException);
        }
    }

    [Fact]
    public void A_users_own_fault_is_not_explained_away()
    {
        Assert.False(ConnectionErrors.Knows(new InvalidOperationException()));
        Assert.False(ConnectionErrors.Knows(new OperationCanceledException()));
        Assert.False(ConnectionErrors.Knows(new NotSupportedException()));
    }

    private async Task<ChatException> FailAsync(Uri address, TimeLimits? limits = null)
    {
        var peer = new Peer(address, []);
        using var clock = new StreamClock(
            limits ?? TimeLimits.None,
            TimeProvider.System,
            peer.Name,
            CancellationToken.None
        );
        var policy = new RetryPolicy(new RetryOptions { MaxRetries = 0 }, TimeProvider.System, new Random(1));
        return await Assert.ThrowsAsync<ChatException>(async () =>
            await policy.RunAsync(
                clock,
                peer,
                async token =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, address);
                    request.Content = new JsonRequestContent("{}"u8.ToArray(), clock);
                    using var response = await _connections
                        .For(Direct)
                        .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                    return await response.Content.ReadAsByteArrayAsync(token);
                }
            )
        );
    }

    private static void AssertFailure(ChatException failure, ChatErrorKind kind, string part, bool retryable)
    {
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(part, failure.Message);
        Assert.NotEmpty(failure.Advice);
        Assert.Equal(retryable, failure.IsRetryable);
        Assert.NotNull(failure.InnerException);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 SelfSigned(string subject, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(subject.Contains("localhost") ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1"));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-30), now.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
