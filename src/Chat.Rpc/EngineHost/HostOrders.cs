using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>What is asked of a host that runs, and never starts one.</summary>
/// <param name="address">Where it is.</param>
/// <param name="options">How this client behaves.</param>
internal sealed class HostOrders(EngineHostAddress address, EngineHostClientOptions options)
{
    // Such a connection lives for a moment: nobody is told that it ends, and nothing is told on it.
    private readonly EngineHostClientOptions _silent = options with { StatusChanged = null, Disconnected = null };

    /// <summary>Connects to the host.</summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The connection; null when there is no host.</returns>
    /// <exception cref="ChatException">The host does not answer, or is somebody else's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<HostConnection?> FindAsync(CancellationToken cancellationToken)
    {
        var stream = await HostConnector.TryConnectAsync(address, cancellationToken).ConfigureAwait(false);
        return stream is null
            ? null
            : await HostConnection.IntroduceAsync(stream, _silent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells a host to end, and waits until its address is free.</summary>
    /// <param name="host">The host.</param>
    /// <param name="drain">True lets the requests that run come to their end.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ChatException">The host does not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task StopAsync(HostConnection host, bool drain, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.StartLimit, options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await host
                .Client.CallAsync(RpcMethods.EngineStop, new EngineStopParams { Drain = drain }, both.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineHostFaults.TooSlow(options.StartLimit, lastWords: "");
        }
        catch (ChatException error)
            when (error.Kind == ChatErrorKind.Cancelled || error.InnerException is RpcConnectionLostException)
        {
            // Ended is what was asked for; a host with nothing to do ends before its answer is out.
        }
    }

    /// <summary>Waits until a host that was told to end has closed the connection.</summary>
    /// <param name="host">The host.</param>
    /// <param name="drain">True waits as long as its requests take, false no longer than a host may take to start.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task UntilEndAsync(HostConnection host, bool drain, CancellationToken cancellationToken)
    {
        var limit = drain ? Timeout.InfiniteTimeSpan : options.StartLimit;
        try
        {
            await host
                .Client.Connection.Completion.WaitAsync(limit, options.Time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It took the order. Its process may hang in what it does.
        }
    }
}
