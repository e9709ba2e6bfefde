using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>A connection to an engine host, after its handshake.</summary>
internal sealed class HostConnection : IAsyncDisposable
{
    // A host that hangs must not keep who cancels, or whose time is up.
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(1);

    private readonly RpcConnection _connection;
    private RpcClient? _client;
    private volatile bool _isClosing;
    private volatile bool _isLost;
    private int _counted;

    private HostConnection(Stream stream, EngineHostClientOptions options)
    {
        var handlers = new RpcHandlers().OnNotification(RpcNotifications.EngineClosing, _ => _isClosing = true);
        if (options.StatusChanged is { } changed)
        {
            handlers.OnNotification(RpcNotifications.StatusChanged, changed);
        }

        _connection = RpcConnection.Start(
            stream,
            stream,
            handlers,
            new RpcConnectionOptions
            {
                Role = RpcRole.Client,
                PeerName = "the engine host",
                CancelLimit = CancelLimit,
                Time = options.Time,
            }
        );
        if (options.Disconnected is { } disconnected)
        {
            _ = TellEndAsync(disconnected);
        }
    }

    /// <summary>The connection.</summary>
    public RpcClient Client => _client!;

    /// <summary>What the host said of itself.</summary>
    public InitializeResult Host => Client.Server;

    /// <summary>True once the host said that it ends.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>True once nothing of the connection runs any more.</summary>
    public bool HasEnded => _connection.Completion.IsCompleted;

    /// <summary>True while requests may be sent.</summary>
    // A caller may hear of the loss before the connection has wound down.
    public bool IsUsable => !_isClosing && !_isLost && !_connection.Completion.IsCompleted;

    /// <summary>Introduces this program to a host.</summary>
    /// <param name="stream">The stream; owned from here on.</param>
    /// <param name="options">How this client behaves.</param>
    /// <param name="cancellationToken">Stops the handshake.</param>
    /// <returns>The connection, whatever protocol the host speaks; null when the host ended meanwhile.</returns>
    /// <exception cref="ChatException">The host refused, or says nothing.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<HostConnection?> IntroduceAsync(
        Stream stream,
        EngineHostClientOptions options,
        CancellationToken cancellationToken
    )
    {
        var connection = new HostConnection(stream, options);
        try
        {
            using var limit = new CancellationTokenSource(options.StartLimit, options.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            await connection.IntroduceAsync(options, both.Token).ConfigureAwait(false);
            return connection;
        }
        catch (ChatException error) when (error.InnerException is RpcConnectionLostException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw EngineHostFaults.TooSlow(options.StartLimit, lastWords: "");
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Waits for an answer on a connection that nothing else is on. Who waits no longer closes it, without a word to a host that perhaps
    /// hears none: cancelling the request there first would take <see cref="CancelLimit"/>.
    /// </summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="answer">The answer to come.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ChatException">The host answered with an error, or was lost.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T> OnlyAnswerAsync<T>(Task<T> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await DisposeAsync().ConfigureAwait(false);
            // It fails with the connection, which is this end's doing.
            await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>A request was lost with the connection: no other is to be sent on it.</summary>
    public void Lose() => _isLost = true;

    /// <summary>True for the first who asks: a host that ended unasked is counted once, however many requests it had.</summary>
    public bool TakeCrash() => !_isClosing && Interlocked.Exchange(ref _counted, 1) == 0;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        // What comes from here on is this end's doing.
        _counted = 1;
        return _connection.DisposeAsync();
    }

    private async Task TellEndAsync(Action disconnected)
    {
        await _connection.Completion.ConfigureAwait(false);
        disconnected();
    }

    private async Task IntroduceAsync(EngineHostClientOptions options, CancellationToken cancellationToken)
    {
        var introduction = new InitializeParams
        {
            ProtocolVersion = ProtocolVersion.Current,
            Client = options.Client,
            Capabilities = new ClientCapabilities { Progress = true, Status = options.StatusChanged is not null },
        };
        var asked = _connection.CallAsync(RpcMethods.Initialize, introduction, CancellationToken.None);
        var host = await OnlyAnswerAsync(asked, cancellationToken).ConfigureAwait(false);
        await _connection
            .NotifyAsync(RpcNotifications.Initialized, new NoFields(), cancellationToken)
            .ConfigureAwait(false);
        _client = new RpcClient(_connection, host);
    }
}
