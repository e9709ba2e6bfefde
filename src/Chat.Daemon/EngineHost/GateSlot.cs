namespace Chat.Daemon.EngineHost;

/// <summary>The place of a request that is worked on. Watches that it ends once it is cancelled.</summary>
/// <param name="gate">The gate.</param>
/// <param name="settings">The limits.</param>
internal sealed class GateSlot(RequestGate gate, HostSettings settings) : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private bool _isEnded;

    /// <summary>True while somebody waits for the answer.</summary>
    public bool IsWanted { get; private set; } = true;

    /// <summary>Begins to watch.</summary>
    /// <param name="cancellationToken">Cancelled when the answer is not wanted any more.</param>
    public void Watch(CancellationToken cancellationToken) =>
        _registration = cancellationToken.UnsafeRegister(_ => Cancelled(), state: null);

    /// <summary>The request has ended.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            _timer?.Dispose();
        }

        _registration.Unregister();
        gate.Leave(this);
    }

    private void Cancelled()
    {
        lock (_lock)
        {
            IsWanted = false;
            if (!_isEnded)
            {
                _timer = settings.Time.CreateTimer(
                    _ => gate.EndStuck(),
                    state: null,
                    settings.StuckLimit,
                    settings.StuckLimit
                );
            }
        }
    }
}
