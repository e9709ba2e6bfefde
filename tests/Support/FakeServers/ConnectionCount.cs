namespace Chat.Testing.FakeServers;

/// <summary>Counts the connections of a server, and tells when the last one is gone.</summary>
internal sealed class ConnectionCount
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _none = Done();
    private int _open;
    private int _total;

    /// <summary>The connections open now.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open;
            }
        }
    }

    /// <summary>The connections ever made.</summary>
    public int Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>Done when no connection is open.</summary>
    public Task None
    {
        get
        {
            lock (_lock)
            {
                return _none.Task;
            }
        }
    }

    public void Add()
    {
        lock (_lock)
        {
            _total++;
            if (_open++ == 0)
            {
                _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public void Remove()
    {
        lock (_lock)
        {
            if (--_open == 0)
            {
                _none.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        done.SetResult();
        return done;
    }
}
