using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Testing.FakeServers;

/// <summary>
/// An HTTP server on the loopback address and a free port that plays scripted replies byte for byte and records what it received.
/// Bytes sent before a cut or a reset are sure to have left only on plain HTTP/1.1; with TLS or HTTP/2 both are an abort of the request.
/// </summary>
public sealed class FakeServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<FakeReply> _replies = new();
    private readonly ConcurrentQueue<FakeRequest> _requests = new();
    private readonly Channel<FakeRequest> _arrivals = Channel.CreateUnbounded<FakeRequest>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConnectionCount _connections = new();
    private readonly FakeServerOptions _options;
    private readonly WebApplication _app;
    private Func<FakeRequest, FakeReply>? _respond;
    private int _total;

    private FakeServer(FakeServerOptions options)
    {
        _options = options;
        Certificate = options.Https ? RuntimeCertificate.Create() : null;
        // The empty builder has no logging provider, no configuration and no environment.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Where the server listens: scheme, address and port, without a path.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The certificate of an https server; else null.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    /// <summary>How many requests came so far.</summary>
    public int TotalRequests => Volatile.Read(ref _total);

    /// <summary>How many connections are open now.</summary>
    public int OpenConnections => _connections.Open;

    /// <summary>How many connections were ever made.</summary>
    public int TotalConnections => _connections.Total;

    /// <summary>Done when no connection is open.</summary>
    public Task NoConnections => _connections.None;

    /// <summary>Starts a server.</summary>
    /// <param name="options">What it is to be; null for plain HTTP/1.1.</param>
    public static async Task<FakeServer> StartAsync(FakeServerOptions? options = null)
    {
        var server = new FakeServer(options ?? new FakeServerOptions());
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Address = new Uri(addresses!.Addresses.Single());
        return server;
    }

    /// <summary>Starts a plain HTTP/1.1 server with these replies queued.</summary>
    public static async Task<FakeServer> StartAsync(params IEnumerable<FakeReply> replies)
    {
        var server = await StartAsync((FakeServerOptions?)null);
        server.Enqueue(replies);
        return server;
    }

    /// <summary>Queues replies: the next request gets the first of them, and so on. With none left, and no <see cref="Respond"/>, a request gets a 500.</summary>
    public void Enqueue(params IEnumerable<FakeReply> replies)
    {
        foreach (var reply in replies)
        {
            _replies.Enqueue(reply);
        }
    }

    /// <summary>Sets what answers a request for which no reply is queued.</summary>
    public void Respond(Func<FakeRequest, FakeReply> respond) => Volatile.Write(ref _respond, respond);

    /// <summary>Waits for a request that no call of this method has given yet.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task<FakeRequest> NextRequestAsync(CancellationToken cancellationToken = default) =>
        _arrivals.Reader.ReadAsync(cancellationToken).AsTask();

    /// <summary>A client of this server: no proxy, no redirects, and its certificate trusted. HTTP/2 only where the server speaks nothing else.</summary>
    public HttpClient CreateClient() =>
        new(CreateHandler(), disposeHandler: true)
        {
            BaseAddress = Address,
            DefaultRequestVersion =
                _options.Protocol == FakeProtocol.Http1 ? HttpVersion.Version11 : HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Stops the server; connections still open are reset.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        // A cancelled token: do not wait for requests to end of their own accord.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _stopping.Dispose();
        Certificate?.Dispose();
    }

    private SocketsHttpHandler CreateHandler() =>
        new()
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            // What is left of a reply is not read when a test lets go of it: the server sees that at once.
            ResponseDrainTimeout = TimeSpan.Zero,
            SslOptions = new()
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null
                    && certificate.GetRawCertData().AsSpan().SequenceEqual(Certificate!.RawDataMemory.Span),
            },
        };

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = _options.MaxRequestBytes;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = _options.MaxStreams;
        kestrel.Listen(IPAddress.Loopback, 0, Listen);
    }

    private void Listen(ListenOptions listen)
    {
        listen.Protocols = _options.Protocol switch
        {
            FakeProtocol.Http1 => HttpProtocols.Http1,
            FakeProtocol.Http2 => HttpProtocols.Http2,
            _ => HttpProtocols.Http1AndHttp2,
        };
        listen.Use(next =>
            async connection =>
            {
                _connections.Add();
                try
                {
                    await next(connection);
                }
                finally
                {
                    _connections.Remove();
                }
            }
        );
        if (Certificate is not null)
        {
            listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = Certificate });
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        var request = await FakeRequestReader.ReadAsync(context, stop.Token);
        request.Number = Interlocked.Increment(ref _total);
        _requests.Enqueue(request);
        await using var watch = context.RequestAborted.Register(request.MarkAborted);
        try
        {
            _arrivals.Writer.TryWrite(request);
            await PlayAsync(context, Next(request), watch, stop.Token);
        }
        catch (Exception error)
            when (stop.IsCancellationRequested && error is OperationCanceledException or IOException or SocketException)
        {
            // The client went away, or the server stops: nobody is left to answer.
            context.Abort();
        }
        finally
        {
            await watch.DisposeAsync();
            request.MarkEnded();
        }
    }

    private FakeReply Next(FakeRequest request) =>
        _replies.TryDequeue(out var queued)
            ? queued
            : Volatile.Read(ref _respond)?.Invoke(request)
                ?? FakeReplies.Text("The fake server has no reply for this request.", 500);

    private async Task PlayAsync(
        HttpContext context,
        FakeReply reply,
        CancellationTokenRegistration watch,
        CancellationToken stop
    )
    {
        if (reply.BeforeHead is not null)
        {
            await reply.BeforeHead.PassAsync(stop);
        }

        var endsBadly = reply.Steps.Any(step => step.Kind is FakeStepKind.Cut or FakeStepKind.Reset);
        if (endsBadly || reply.Framing is FakeFraming.Raw or FakeFraming.ConnectionClose)
        {
            var socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;
            if (socket is not null && Certificate is null && _options.Protocol == FakeProtocol.Http1)
            {
                await SocketReplyWriter.WriteAsync(context, socket, reply, watch, stop);
                return;
            }
        }

        await KestrelReplyWriter.WriteAsync(context, reply, watch, stop);
    }
}
