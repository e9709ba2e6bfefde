using System.Runtime.InteropServices;

namespace Chat.Daemon.ConsoleIO;

/// <summary>
/// Turns the first Ctrl+C, or the first request to end, into a cancelled token, so that what has come can be kept. When the process has not
/// ended <see cref="Patience"/> later, it is ended: something waits that hears no token, such as the opening of a pipe. The second signal
/// ends it at once, as it would without this.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    /// <summary>How long the process may take to end by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _time;
    private readonly Action _end;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private ITimer? _timer;

    /// <summary>Begins to listen.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="end">Ends the process.</param>
    public Interrupts(TimeProvider time, Action end)
    {
        _time = time;
        _end = end;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Takes a signal.</summary>
    /// <param name="signal">The signal; the first one is kept from ending the process at once.</param>
    public void Handle(PosixSignalContext signal)
    {
        if (!_source.IsCancellationRequested)
        {
            signal.Cancel = true;
            _timer = _time.CreateTimer(_ => _end(), state: null, Patience, Timeout.InfiniteTimeSpan);
            _source.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _timer?.Dispose();
        _source.Dispose();
    }
}
