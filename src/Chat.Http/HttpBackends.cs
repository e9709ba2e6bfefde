using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Http.Batch;
using Chat.Http.Connections;
using Chat.Http.Dialects;
using Chat.Http.Exchange;

namespace Chat.Http;

/// <summary>
/// Makes remote backends that share their connections. Keep one for the life of a program, and dispose of it when no backend is in use any
/// more.
/// </summary>
/// <param name="time">The clock of time limits and retries.</param>
/// <param name="random">The source of the jitter of retries and of idempotency keys; used under a lock.</param>
public sealed class HttpBackends(TimeProvider time, Random random) : IDisposable
{
    private readonly HttpConnections _connections = new();
    private readonly Lock _gate = new();

    /// <summary>
    /// Makes a backend. Nothing is sent before it is asked something; a key or a header that cannot be sent is refused then. Where the kind of
    /// server makes one choice at a time, the backend makes <c>n</c> by asking that often.
    /// </summary>
    /// <param name="options">Where it sends its requests, and how.</param>
    /// <exception cref="ChatException">
    /// An address, the target, a limit or a bound is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>, the option named.
    /// </exception>
    public IChatBackend Create(HttpBackendOptions options)
    {
        var server = NewServer(options);
        var backend = new HttpChatBackend(server);
        return backend.Capabilities["n"] == FieldSupport.Emulated
            ? new ChoiceFanOut(backend, options.Limits, time, server.Peer.Name)
            : backend;
    }

    /// <summary>Makes a client of a server's Batch API. Nothing is sent before it is asked something.</summary>
    /// <param name="options">Where it sends its requests, and how.</param>
    /// <exception cref="ChatException">
    /// An option is wrong, or the kind of server has no Batch API: kind <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    public ChatBatchClient CreateBatchClient(HttpBackendOptions options)
    {
        var server = NewServer(options);
        return new ChatBatchClient(server, BatchPaths.For(options));
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private RemoteServer NewServer(HttpBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var dialect = WireDialects.For(options);
        return new RemoteServer(options, dialect, _connections, time, new Random(Next()), NewKey);
    }

    private int Next()
    {
        lock (_gate)
        {
            return random.Next();
        }
    }

    private string NewKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_gate)
        {
            random.NextBytes(bytes);
        }

        return $"chat-{Convert.ToHexStringLower(bytes)}";
    }
}
