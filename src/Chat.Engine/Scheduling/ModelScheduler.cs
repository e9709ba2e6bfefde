namespace Chat.Engine.Scheduling;

/// <summary>
/// The thread of a model: takes requests in and computes them together, a batch after the other, as long as there are any. It starts with
/// the first request.
/// </summary>
/// <param name="core">What decides and computes.</param>
/// <param name="name">The name of the thread, for a debugger.</param>
internal sealed class ModelScheduler(SchedulerCore core, string name) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0);

    // Holds at most as many requests as the backend lets in.
    private readonly Queue<GenerationJob> _inbox = new();
    private Thread? _thread;
    private bool _isSignalled;
    private bool _isClosed;

    /// <summary>What it has done and what it holds.</summary>
    public SchedulerSnapshot Snapshot => core.Tally.Now;

    /// <summary>Runs a request to its end.</summary>
    /// <param name="job">The request.</param>
    /// <returns>Done when the request is in no batch any more. Its failure is at the end of its stream.</returns>
    /// <exception cref="ObjectDisposedException">The scheduler is closed.</exception>
    public async Task RunAsync(GenerationJob job)
    {
        job.Stream.Resumed = Wake;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _inbox.Enqueue(job);
            if (_thread is null)
            {
                _thread = new Thread(Loop) { IsBackground = true, Name = name };
                _thread.Start();
            }
        }

        Wake();
        using var cancelled = job.CancellationToken.Register(() =>
        {
            core.Cancelled();
            Wake();
        });
        await job.Left.ConfigureAwait(false);
    }

    /// <summary>Fails what is left with <see cref="ObjectDisposedException"/> and waits for the thread to end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        Wake();
        _thread?.Join();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (!_isSignalled)
            {
                _isSignalled = true;
                _signal.Release();
            }
        }
    }

    private void Loop()
    {
        while (TakeNew())
        {
            if (!StepSafely())
            {
                _signal.Wait();
            }
        }

        core.Abandon(() =>
            new ObjectDisposedException(nameof(EmbeddedBackend), "The backend was closed while it answered.")
        );
    }

    private bool TakeNew()
    {
        lock (_gate)
        {
            if (_isSignalled)
            {
                _isSignalled = false;
                // What is taken here is what the next wait would be for.
                _signal.Wait(0);
            }

            while (_inbox.TryDequeue(out var job))
            {
                core.Add(job);
            }

            return !_isClosed;
        }
    }

    private bool StepSafely()
    {
        try
        {
            return core.Step();
        }
        // A fault of this program must not end the process: every request gets it, and the next one begins anew.
        catch (Exception error)
        {
            core.Abandon(() => EngineFaults.Of(error));
            return true;
        }
    }
}
