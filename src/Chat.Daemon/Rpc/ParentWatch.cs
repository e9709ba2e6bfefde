namespace Chat.Daemon.Rpc;

/// <summary>Looks every two seconds whether the process that a client named is still there. Source of the duty: LSP 3.17, "processId".</summary>
/// <param name="time">The clock.</param>
/// <param name="birthOf">When a process began; null when it does not run.</param>
/// <param name="gone">Called once when the process has gone.</param>
internal sealed class ParentWatch(TimeProvider time, Func<int, long?> birthOf, Action gone) : IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long? _birth;
    private bool _isOver;

    /// <summary>Begins to look. A second call does nothing.</summary>
    /// <param name="processId">The process.</param>
    public void Start(int processId)
    {
        lock (_gate)
        {
            if (_isOver || _timer is not null)
            {
                return;
            }

            _birth = birthOf(processId);
            _timer = time.CreateTimer(_ => Look(processId), state: null, Period, Period);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();
        }
    }

    private void Look(int processId)
    {
        lock (_gate)
        {
            if (_isOver || (_birth is not null && birthOf(processId) == _birth))
            {
                return;
            }

            _isOver = true;
            _timer?.Dispose();
        }

        gone();
    }
}
