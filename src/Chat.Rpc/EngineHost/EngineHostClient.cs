using System.Runtime.CompilerServices;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>
/// The way to the engine host of this user: finds it or starts it, replaces one of an older version, and connects again when it has gone.
/// One connection serves all requests. Safe for use by several threads.
/// </summary>
/// <remarks>
/// A host that ends unasked while it answers fails its requests with <see cref="ChatErrorKind.EngineCrashed"/> and the end of its log. The
/// next request starts another one: after 0, 250 ms, 1 s and 4 s, and no more than 4 times within 3 minutes. A host that says that it ends
/// is no crash: a request of which nothing had come goes to the next one, once.
/// </remarks>
public sealed partial class EngineHostClient : IAsyncDisposable
{
    // An older host, one that closes, and a new one: more than these within one attempt is a fault somewhere.
    private const int MaxRounds = 4;

    // Between two rounds: whatever was there is given the time to go, or to make room.
    private static readonly TimeSpan RoundPause = TimeSpan.FromMilliseconds(20);

    private readonly EngineHostAddress _address;
    private readonly EngineHostClientOptions _options;
    private readonly HostRestarts _restarts;
    private readonly HostStarter _starter;
    private readonly HostOrders _orders;
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly List<HostConnection> _retired = [];
    private HostConnection? _current;
    private volatile bool _isDisposed;

    /// <summary>Makes a client; nothing is connected or started before the first request.</summary>
    /// <param name="address">Where the host is.</param>
    /// <param name="launcher">Starts hosts.</param>
    /// <param name="options">How this client behaves.</param>
    public EngineHostClient(EngineHostAddress address, IEngineHostLauncher launcher, EngineHostClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(launcher);
        ArgumentNullException.ThrowIfNull(options);
        _address = address;
        _options = options;
        _restarts = new HostRestarts(options.Time);
        _starter = new HostStarter(address, launcher, _restarts, options);
        _orders = new HostOrders(address, options);
    }

    /// <summary>Asks the host, starting it when it is not there.</summary>
    /// <typeparam name="TParams">The params.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="fields">Makes the params; the token of the progress is null without <paramref name="progress"/>.</param>
    /// <param name="progress">Is told how far it is, on the loop that reads; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the request at the host.</param>
    /// <exception cref="ChatException">The host answered with an error, ended, or cannot be had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<TResult> CallAsync<TParams, TResult>(
        RpcMethod<TParams, TResult> method,
        Func<RpcId?, TParams> fields,
        IProgress<ProgressValue>? progress,
        CancellationToken cancellationToken
    )
        where TParams : class
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(fields);
        for (var isLast = false; ; isLast = true)
        {
            var host = await GetAsync(cancellationToken).ConfigureAwait(false);
            using var line = new HostProgress(host, progress);
            try
            {
                return await host.Client.CallAsync(method, fields(line.Token), cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException error) when (!isLast && IsRefusal(host, error))
            {
                // The next one answers it.
            }
            catch (ChatException error) when (IsEnd(host, error))
            {
                throw Lost(host, error, partial: null);
            }
        }
    }

    /// <summary>Gets an answer in chunks, starting the host when it is not there.</summary>
    /// <param name="fields">The request; its stream, window, chunks-only and progress fields are set here.</param>
    /// <param name="progress">Is told how far it is, on the loop that reads; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the request at the host.</param>
    /// <exception cref="ChatException">The request failed, or the host ended or cannot be had; chunks that had come stay valid.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompleteParams fields,
        IProgress<ProgressValue>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(fields);
        var gathered = new ChatCompletionAccumulator();
        for (var isLast = false; ; isLast = true)
        {
            var host = await GetAsync(cancellationToken).ConfigureAwait(false);
            using var line = new HostProgress(host, progress);
            var chunks = host
                .Client.StreamAsync(fields with { Progress = line.Token }, cancellationToken)
                .GetAsyncEnumerator(CancellationToken.None);
            await using var owned = chunks.ConfigureAwait(false);
            while (true)
            {
                var step = await NextAsync(chunks, host, gathered, isLast).ConfigureAwait(false);
                if (step == HostStep.End)
                {
                    yield break;
                }

                if (step == HostStep.Repeat)
                {
                    break;
                }

                gathered.Add(chunks.Current);
                yield return chunks.Current;
            }
        }
    }

    /// <summary>How the host is. Starts none.</summary>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>The status; null when there is no host.</returns>
    /// <exception cref="ChatException">The host does not answer, or is somebody else's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<StatusResult?> StatusAsync(CancellationToken cancellationToken)
    {
        var host = await _orders.FindAsync(cancellationToken).ConfigureAwait(false);
        if (host is null)
        {
            return null;
        }

        await using var owned = host.ConfigureAwait(false);
        var asked = host.Client.CallAsync(RpcMethods.StatusGet, new NoFields(), CancellationToken.None);
        return await host.OnlyAnswerAsync(asked, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the host and waits until it has closed the connection. Starts none.</summary>
    /// <param name="drain">
    /// True lets the requests that run come to their end, and waits for them; otherwise it waits no longer than
    /// <see cref="EngineHostClientOptions.StartLimit"/>.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting; the host ends all the same.</param>
    /// <returns>The host that was ended, and at the end of the limit is about to be; null when there was none.</returns>
    /// <exception cref="ChatException">The host does not answer, or is somebody else's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<PeerInfo?> StopAsync(bool drain, CancellationToken cancellationToken)
    {
        var host = await _orders.FindAsync(cancellationToken).ConfigureAwait(false);
        if (host is null)
        {
            return null;
        }

        await using var owned = host.ConfigureAwait(false);
        await _orders.StopAsync(host, drain, cancellationToken).ConfigureAwait(false);
        await _orders.UntilEndAsync(host, drain, cancellationToken).ConfigureAwait(false);
        return host.Host.Server;
    }

    /// <summary>Closes the connection; the host goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _door.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            foreach (var connection in _current is { } current ? [.. _retired, current] : _retired)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            // The door is not disposed of: who waits at it finds the client closed.
            _door.Release();
        }
    }

    private static bool IsRefusal(HostConnection host, ChatException error) =>
        host.IsClosing
        && (error.Kind == ChatErrorKind.Overloaded || error.InnerException is RpcConnectionLostException);

    // A caller that cancels gets no such failure: this one was cancelled by a host that was told to end at once.
    private static bool IsEnd(HostConnection host, ChatException error) =>
        error.InnerException is RpcConnectionLostException || (host.IsClosing && error.Kind == ChatErrorKind.Cancelled);

    private async Task<HostConnection> GetAsync(CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_current is { IsUsable: true } usable)
            {
                return usable;
            }

            if (_current is { } gone)
            {
                _current = null;
                CountCrash(gone);
                // One that drains goes on with the answers it owes; its end of the connection closes when they are whole.
                if (gone.IsClosing)
                {
                    _retired.RemoveAll(connection => connection.HasEnded);
                    _retired.Add(gone);
                }
                else
                {
                    await gone.DisposeAsync().ConfigureAwait(false);
                }
            }

            return _current = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _door.Release();
        }
    }

    private bool IsFit(HostConnection host) =>
        ProtocolVersion.Current.IsCompatibleWith(host.Host.ProtocolVersion)
        && (_options.Client.Version is not { } version || HostVersion.Compare(host.Host.Server.Version, version) >= 0);

    private async Task<HostConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        _address.Prepare();
        var cutOff = 0;
        for (var round = 0; round < MaxRounds; round++)
        {
            var found = await HostConnector.TryConnectAsync(_address, cancellationToken).ConfigureAwait(false);
            var host = found is null
                ? await _starter.StartAsync(cancellationToken).ConfigureAwait(false)
                : await HostConnection.IntroduceAsync(found, _options, cancellationToken).ConfigureAwait(false);
            if (host is null)
            {
                cutOff += found is null ? 0 : 1;
                await Task.Delay(RoundPause, _options.Time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (IsFit(host))
            {
                return host;
            }

            await using var owned = host.ConfigureAwait(false);
            var order = HostVersion.Compare(host.Host.Server.Version, _options.Client.Version);
            var isCompatible = ProtocolVersion.Current.IsCompatibleWith(host.Host.ProtocolVersion);
            if (!isCompatible && (order > 0 || host.Host.ProtocolVersion > ProtocolVersion.Current))
            {
                throw EngineHostFaults.TooNew(host.Host);
            }

            await _orders.StopAsync(host, drain: true, cancellationToken).ConfigureAwait(false);
        }

        throw cutOff == MaxRounds ? EngineHostFaults.Crowded() : EngineHostFaults.Restless();
    }

    private async ValueTask<HostStep> NextAsync(
        IAsyncEnumerator<ChatCompletionChunk> chunks,
        HostConnection host,
        ChatCompletionAccumulator gathered,
        bool isLast
    )
    {
        try
        {
            return await chunks.MoveNextAsync().ConfigureAwait(false) ? HostStep.Chunk : HostStep.End;
        }
        catch (ChatException error) when (!isLast && !gathered.HasChunks && IsRefusal(host, error))
        {
            return HostStep.Repeat;
        }
        catch (ChatException error) when (IsEnd(host, error))
        {
            var partial = gathered.HasChunks
                ? gathered.ToCompletion(host.IsClosing ? CompletionOutcome.Incomplete : CompletionOutcome.Failed)
                : null;
            throw Lost(host, error, partial);
        }
    }

    private ChatException Lost(HostConnection host, ChatException error, ChatCompletion? partial)
    {
        host.Lose();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (host.IsClosing)
        {
            return EngineHostFaults.Stopped(partial, error);
        }

        CountCrash(host);
        return EngineHostFaults.Crashed(host.Host.Server, LastWords(host), partial, error);
    }

    private void CountCrash(HostConnection host)
    {
        if (host.TakeCrash())
        {
            _restarts.Crashed();
        }
    }

    private string LastWords(HostConnection host) =>
        host.Host.Server.ProcessId is { } id ? EngineLogTail.Read(_address.LogFile(id)) : "";
}
