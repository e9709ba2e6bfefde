using System.ComponentModel;
using Chat.Core.Errors;

namespace Chat.Rpc.EngineHost;

/// <summary>Starts an engine host and waits until it is there.</summary>
/// <param name="address">Where it is to be.</param>
/// <param name="launcher">Starts processes.</param>
/// <param name="restarts">Says when.</param>
/// <param name="options">How this client behaves.</param>
internal sealed class HostStarter(
    EngineHostAddress address,
    IEngineHostLauncher launcher,
    HostRestarts restarts,
    EngineHostClientOptions options
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan ExitWait = TimeSpan.FromMilliseconds(500);

    // A process that found another host at the address is followed by a new one, should that other host not take requests by then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Starts one, after the pause that earlier crashes ask for, and introduces this program to it or to whichever host was first.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The connection; null when the host that was reached ended meanwhile without a fault.</returns>
    /// <exception cref="ChatException">
    /// It ended at once, took too long, or has ended too often: kind <see cref="ChatErrorKind.EngineCrashed"/> or
    /// <see cref="ChatErrorKind.ConnectTimeout"/>. With an <see cref="EngineHostUnavailableException"/> as its cause: it has no place.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<HostConnection?> StartAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(restarts.Next(), options.Time, cancellationToken).ConfigureAwait(false);
        var start = options.Time.GetTimestamp();
        var process = Launch();
        try
        {
            var launched = start;
            var pause = FirstPause;
            while (options.Time.GetElapsedTime(start) < options.StartLimit)
            {
                // Asked before the socket: a host that closed at once may have been there for a moment.
                var exitCode = process.ExitCode;
                if (await HostConnector.TryConnectAsync(address, cancellationToken).ConfigureAwait(false) is { } stream)
                {
                    return await IntroduceAsync(stream, process, cancellationToken).ConfigureAwait(false);
                }

                CheckExit(process.Id, exitCode);
                if (exitCode is not null && options.Time.GetElapsedTime(launched) > Patience)
                {
                    process.Dispose();
                    process = Launch();
                    launched = options.Time.GetTimestamp();
                }

                await Task.Delay(pause, options.Time, cancellationToken).ConfigureAwait(false);
                pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
            }

            throw EngineHostFaults.TooSlow(options.StartLimit, EngineLogTail.Read(address.LogFile(process.Id)));
        }
        finally
        {
            process.Dispose();
        }
    }

    private async Task<HostConnection?> IntroduceAsync(
        Stream stream,
        IEngineHostProcess process,
        CancellationToken cancellationToken
    )
    {
        var host = await HostConnection.IntroduceAsync(stream, options, cancellationToken).ConfigureAwait(false);
        if (host is not null)
        {
            return host;
        }

        // A process closes its sockets a moment before its exit code is there; one that goes on was not the one that was reached.
        for (var waited = TimeSpan.Zero; process.ExitCode is null && waited < ExitWait; waited += LongestPause)
        {
            await Task.Delay(LongestPause, options.Time, cancellationToken).ConfigureAwait(false);
        }

        CheckExit(process.Id, process.ExitCode);
        return null;
    }

    private void CheckExit(int processId, int? exitCode)
    {
        if (exitCode is null or 0)
        {
            return;
        }

        var log = address.LogFile(processId);
        // Without a log it could not even be opened.
        if (exitCode == IEngineHostProcess.NoPlace || !File.Exists(log))
        {
            throw EngineHostFaults.NoPlace(
                $"The engine host cannot write to {address.RunFolder}.",
                new IOException(EngineLogTail.Read(log))
            );
        }

        restarts.Crashed();
        throw EngineHostFaults.DiedAtStart(processId, exitCode, EngineLogTail.Read(log));
    }

    private IEngineHostProcess Launch()
    {
        try
        {
            return launcher.Launch(address);
        }
        catch (Exception error) when (error is IOException or Win32Exception or UnauthorizedAccessException)
        {
            throw EngineHostFaults.NoPlace($"The engine host cannot be started: {error.Message.TrimEnd('.')}.", error);
        }
    }
}
