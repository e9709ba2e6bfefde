using System.Runtime.InteropServices;

namespace Chat.Daemon.EngineHost;

/// <summary>
/// The signals of an engine host. What a terminal sends is meant for the program that started it, and is not heeded; SIGTERM
/// ends it when what runs is done, or soon; a second one at once.
/// </summary>
internal sealed class EngineSignals : IDisposable
{
    private readonly CancellationTokenSource _terminate = new();
    private readonly List<PosixSignalRegistration> _registrations;

    /// <summary>Begins to listen.</summary>
    public EngineSignals() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Ignore),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Terminate),
            .. OperatingSystem.IsWindows()
                ? []
                : (PosixSignalRegistration[])
                    [
                        PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Ignore),
                        PosixSignalRegistration.Create(PosixSignal.SIGTTIN, Ignore),
                        PosixSignalRegistration.Create(PosixSignal.SIGTTOU, Ignore),
                    ],
        ];

    /// <summary>Cancelled by the first SIGTERM.</summary>
    public CancellationToken Token => _terminate.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _terminate.Dispose();
    }

    private static void Ignore(PosixSignalContext signal) => signal.Cancel = true;

    private void Terminate(PosixSignalContext signal)
    {
        if (!_terminate.IsCancellationRequested)
        {
            signal.Cancel = true;
            _terminate.Cancel();
        }
    }
}
