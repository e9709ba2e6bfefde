using System.Collections.Concurrent;
using System.Globalization;
using Chat.Core.Errors;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>
/// The engine host: one process that serves every door of its user on a socket, and ends when nobody has asked for a while. Who holds the
/// lock of the address is the host; it gives up socket and lock before its last requests end, so that the next one can start at once.
/// </summary>
/// <param name="address">Where it is.</param>
/// <param name="engine">What it serves; disposed of at the end.</param>
/// <param name="settings">How it behaves.</param>
/// <param name="log">Where life-cycle lines go.</param>
internal sealed class EngineHostServer(
    EngineHostAddress address,
    IHostedEngine engine,
    HostSettings settings,
    HostLog log
)
{
    // Clients over the limit that are being told so; more are cut off without a word.
    private const int MaxRefusals = 16;

    // Clients hear of changes at most this often.
    private static readonly TimeSpan StatusPeriod = TimeSpan.FromMilliseconds(250);

    // Between a client that could not be accepted and the next.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(20);

    // A client that does not read hears no farewell.
    private static readonly TimeSpan TellLimit = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<HostSession, bool> _sessions = new();
    private readonly Lock _telling = new();
    private int _refusals;
    private int _statusDue;

    /// <summary>Serves until it is idle, told to end, or terminated.</summary>
    /// <param name="terminate">Ends it soon.</param>
    /// <returns>The exit code; success, too, when another host holds the address.</returns>
    /// <exception cref="ChatException">The address cannot be had.</exception>
    public async Task<int> RunAsync(CancellationToken terminate)
    {
        address.Prepare();
        // Held to the end, so that who wants this host ended finds it while it drains or hangs, too.
        using var named = settings.Self.ProcessId is { } id
            ? HostLock.TryTake(HostProcesses.LockFile(address, id))
            : null;
        using var taken = HostLock.TryTake(address.LockFile, isKept: true);
        if (taken is null)
        {
            OldLogs.RemoveOwn(address, settings.Self.ProcessId ?? 0);
            return ExitCodes.Success;
        }

        OldLogs.Remove(address, settings.Self.ProcessId ?? 0);
        using var gate = new RequestGate(settings, log);
        var services = new HostServices(engine, gate, settings);
        engine.Progress = services.Lines.Report;
        using var statusTimer = settings.Time.CreateTimer(
            _ => TellStatus(services),
            state: null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        gate.Changed = () => StatusChanged(statusTimer);
        using var listener = HostListener.Open(address);
        log.Write("info", $"chatd {settings.Self.Version} takes requests.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(terminate);
        var accepting = AcceptAsync(listener, services, stop.Token);
        var drain = await WaitAsync(gate, terminate).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await accepting.ConfigureAwait(false);
        listener.Dispose();
        taken.Dispose();
        await EndAsync(services, drain, terminate).ConfigureAwait(false);
        log.Write("info", "Ended.");
        return ExitCodes.Success;
    }

    private static async Task<bool> WaitAsync(RequestGate gate, CancellationToken terminate)
    {
        try
        {
            return await gate.Closing.WaitAsync(terminate).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            gate.Close(drain: true);
            return true;
        }
    }

    private async Task EndAsync(HostServices services, bool drain, CancellationToken terminate)
    {
        // Whatever hangs from here on must not keep the process.
        using var last = settings.Time.CreateTimer(
            _ => settings.Kill(),
            state: null,
            TellLimit + (drain ? settings.DrainLimit + settings.TerminateLimit : TimeSpan.Zero) + settings.StuckLimit,
            Timeout.InfiniteTimeSpan
        );
        services.Released.TrySetResult();
        await TellClosingAsync().ConfigureAwait(false);
        if (drain && !await DrainAsync(services.Gate, terminate).ConfigureAwait(false))
        {
            log.Write("warning", "Requests that still ran were cancelled.");
        }
        else if (drain)
        {
            await AnsweredAsync().ConfigureAwait(false);
        }

        last.Change(settings.StuckLimit, Timeout.InfiniteTimeSpan);
        await Task.WhenAll(_sessions.Keys.Select(session => session.DisposeAsync().AsTask())).ConfigureAwait(false);
        await engine.DisposeAsync().ConfigureAwait(false);
    }

    private async Task TellClosingAsync()
    {
        try
        {
            await Task.WhenAll(_sessions.Keys.Select(session => session.TellClosingAsync()))
                .WaitAsync(TellLimit, settings.Time, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Who reads again within the time that the requests take hears it then.
        }
    }

    // The engine is done with the last request a moment before its answer is on its way.
    private async Task AnsweredAsync()
    {
        try
        {
            await Task.WhenAll(_sessions.Keys.Select(session => session.AnsweredAsync()))
                .WaitAsync(TellLimit, settings.Time, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Who does not read its answer keeps nobody.
        }
    }

    private async Task<bool> DrainAsync(RequestGate gate, CancellationToken terminate)
    {
        try
        {
            await Task.WhenAny(gate.Quiet, gate.Hurried)
                .WaitAsync(settings.DrainLimit, settings.Time, terminate)
                .ConfigureAwait(false);
            return gate.Quiet.IsCompleted;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            // Terminated, before or now.
        }

        try
        {
            await gate
                .Quiet.WaitAsync(settings.TerminateLimit, settings.Time, CancellationToken.None)
                .ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task AcceptAsync(HostListener listener, HostServices services, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                if (await listener.AcceptAsync(cancellationToken).ConfigureAwait(false) is { } stream)
                {
                    await WelcomeAsync(stream, services).ConfigureAwait(false);
                }
                else
                {
                    // Such as when there are no more descriptors: the next attempt fails as this one did.
                    await Task.Delay(AcceptPause, settings.Time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host ends.
        }
        finally
        {
            // Who listens no more is no host.
            services.Gate.Close(drain: true);
        }
    }

    private async ValueTask WelcomeAsync(Stream stream, HostServices services)
    {
        var isRefused = _sessions.Count >= settings.MaxConnections;
        if (isRefused && Volatile.Read(ref _refusals) >= MaxRefusals)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            return;
        }

        var session = new HostSession(stream, services, isRefused);
        if (isRefused)
        {
            Interlocked.Increment(ref _refusals);
            log.Write(
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"More than {settings.MaxConnections} connections.")
            );
            _ = ForgetRefusedAsync(session);
            return;
        }

        _sessions[session] = true;
        _ = ForgetAsync(session);
    }

    private async Task ForgetAsync(HostSession session)
    {
        await session.Completion.ConfigureAwait(false);
        _sessions.TryRemove(session, out _);
    }

    private async Task ForgetRefusedAsync(HostSession session)
    {
        // Who was refused has this long to read why.
        await Task.WhenAny(session.Completion, Task.Delay(settings.TerminateLimit, settings.Time))
            .ConfigureAwait(false);
        await session.DisposeAsync().ConfigureAwait(false);
        Interlocked.Decrement(ref _refusals);
    }

    private void StatusChanged(ITimer timer)
    {
        if (Interlocked.Exchange(ref _statusDue, 1) == 0)
        {
            timer.Change(StatusPeriod, Timeout.InfiniteTimeSpan);
        }
    }

    private void TellStatus(HostServices services)
    {
        Interlocked.Exchange(ref _statusDue, 0);
        lock (_telling)
        {
            var status = services.Status();
            foreach (var session in _sessions.Keys)
            {
                session.TellStatus(status);
            }
        }
    }
}
