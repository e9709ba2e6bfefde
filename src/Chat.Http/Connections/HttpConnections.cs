using System.Net;
using System.Net.Security;
using Chat.Core.Errors;

namespace Chat.Http.Connections;

/// <summary>
/// The one place that makes HTTP clients: one pool of connections for each <see cref="ConnectionSettings"/>. Safe for concurrent use.
/// Redirects are off (they would carry the prompt and some key headers to another host), cookies and ambient credentials too, and
/// certificates are always checked.
/// </summary>
internal sealed class HttpConnections : IDisposable
{
    /// <summary>The most different settings one instance serves; a program has a handful.</summary>
    public const int MaxPools = 64;

    // Many more than the 1,000 streams that are promised at once, and still a bound.
    private const int MaxConnections = 8192;
    private const int MaxHeaderKiB = 64;

    // After a terminal [DONE] a few bytes may follow; a server that goes on talking is hung up on instead.
    private const int MaxDrainBytes = 64 * 1024;

    // Names are only resolved for new connections: one that is kept longer would follow a changed name too late.
    private static readonly TimeSpan PooledLifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionSettings, HttpClient> _clients = [];
    private bool _disposed;

    /// <summary>The client for some settings. It belongs to this instance: do not dispose of it.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ChatException">
    /// A setting is out of its range, or there would be more than <see cref="MaxPools"/>: kind <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed of.</exception>
    public HttpClient For(ConnectionSettings settings)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_clients.TryGetValue(settings, out var known))
            {
                return known;
            }

            if (_clients.Count == MaxPools)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"More than {MaxPools} different proxies are in use.",
                    "Let profiles share a proxy."
                );
            }

            var client = NewClient(NewHandler(settings));
            _clients.Add(settings, client);
            return client;
        }
    }

    /// <summary>Closes every connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }

            _clients.Clear();
        }
    }

    /// <summary>A handler with the rules of this class.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ChatException">A setting is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static SocketsHttpHandler NewHandler(ConnectionSettings settings)
    {
        settings.Check();
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Credentials = null,
            DefaultProxyCredentials = null,
            PreAuthenticate = false,
            UseProxy = true,
            Proxy = settings.Proxy is null ? null : new RemoteProxy(settings.Proxy),
            // The clock of each request has the limit; an attempt that nobody waits for any more is given up by the platform.
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = PooledLifetime,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = MaxConnections,
            EnableMultipleHttp2Connections = true,
            // DecodingHandler decodes: this one would also ask for compression.
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeaderKiB,
            MaxResponseDrainSize = MaxDrainBytes,
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(250),
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = CertificateCheck.Validate,
            },
        };
    }

    /// <summary>A client over a handler, without a time limit of its own: <see cref="Resilience.StreamClock"/> has them.</summary>
    /// <param name="handler">The handler; the client disposes of it.</param>
    public static HttpClient NewClient(HttpMessageHandler handler) =>
        new(new DecodingHandler(handler), disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
}
