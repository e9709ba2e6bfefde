namespace Chat.Daemon.EngineHost;

/// <summary>
/// Counts the requests that an engine host works on, and closes when there has been none for long enough. Safe for use by several threads.
/// </summary>
internal sealed class RequestGate : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HostSettings _settings;
    private readonly HostLog _log;
    private readonly HashSet<GateSlot> _open = [];
    private readonly TaskCompletionSource<bool> _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _idle;

    /// <summary>Opens the gate.</summary>
    /// <param name="settings">The limits.</param>
    /// <param name="log">Where life-cycle lines go.</param>
    public RequestGate(HostSettings settings, HostLog log)
    {
        _settings = settings;
        _log = log;
        _idle = settings.Time.CreateTimer(
            _ => EndIdle(),
            state: null,
            settings.Idle,
            System.Threading.Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Called, outside of any lock, when a request begins, gets its first token, or ends.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>Ends when no more requests are taken; true when those that run may come to their end.</summary>
    public Task<bool> Closing => _closing.Task;

    /// <summary>Ends when the gate is closed and no request runs.</summary>
    public Task Quiet => _quiet.Task;

    /// <summary>Ends when the requests that run are not to come to their end, or no longer.</summary>
    public Task Hurried => _hurried.Task;

    /// <summary>Takes a request.</summary>
    /// <param name="cancellationToken">Cancelled when its answer is not wanted any more.</param>
    /// <returns>Its place, to be disposed of at its end; null when the gate is closed.</returns>
    public GateSlot? TryEnter(CancellationToken cancellationToken)
    {
        GateSlot slot;
        lock (_gate)
        {
            if (_closing.Task.IsCompleted)
            {
                return null;
            }

            slot = new GateSlot(this, _settings);
            _open.Add(slot);
            _idle.Change(System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
        }

        slot.Watch(cancellationToken);
        Changed();
        return slot;
    }

    /// <summary>Takes no more requests. A second call may take back that those that run come to their end.</summary>
    /// <param name="drain">True lets those that run come to their end.</param>
    public void Close(bool drain)
    {
        lock (_gate)
        {
            CloseCore(drain);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _idle.Dispose();

    /// <summary>A request has ended.</summary>
    /// <param name="slot">Its place.</param>
    internal void Leave(GateSlot slot)
    {
        lock (_gate)
        {
            _open.Remove(slot);
            if (_open.Count > 0)
            {
                // Others keep the host here.
            }
            else if (_closing.Task.IsCompleted)
            {
                _quiet.TrySetResult();
            }
            else
            {
                _idle.Change(_settings.Idle, System.Threading.Timeout.InfiniteTimeSpan);
            }
        }

        Changed();
    }

    /// <summary>A cancelled request goes on for too long.</summary>
    /// <returns>False when it is left to go on, because other requests are still wanted.</returns>
    internal bool EndStuck()
    {
        lock (_gate)
        {
            if (_open.Any(slot => slot.IsWanted))
            {
                return false;
            }

            // A request that came between here and the end of the process would be lost with it.
            CloseCore(drain: false);
        }

        _log.Write("error", "A cancelled request does not end, and nobody waits for another: the process ends itself.");
        _settings.Kill();
        return true;
    }

    private void EndIdle()
    {
        lock (_gate)
        {
            if (_open.Count == 0 && !_closing.Task.IsCompleted)
            {
                _log.Write("info", "No request for a while: ending.");
                CloseCore(drain: true);
            }
        }
    }

    private void CloseCore(bool drain)
    {
        _closing.TrySetResult(drain);
        if (!drain)
        {
            _hurried.TrySetResult();
        }

        if (_open.Count == 0)
        {
            _quiet.TrySetResult();
        }
    }
}
