using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>Sends <c>status/changed</c> to a client that takes it, at most four times a second: changes in between are told together.</summary>
/// <param name="time">The clock.</param>
/// <param name="read">Reads the status.</param>
internal sealed class StatusNotifier(TimeProvider time, Func<CancellationToken, Task<StatusResult>> read)
    : IAsyncDisposable
{
    /// <summary>The shortest time between two notifications.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _poked = new(0, 1);
    private readonly Lock _gate = new();
    private Func<StatusResult, CancellationToken, ValueTask<bool>>? _send;
    private Task _sending = Task.CompletedTask;
    private bool _isStarted;

    /// <summary>Names where notifications go.</summary>
    /// <param name="send">Sends one; false when nobody takes it any more.</param>
    public void Attach(Func<StatusResult, CancellationToken, ValueTask<bool>> send) => Volatile.Write(ref _send, send);

    /// <summary>Begins to send. A second call does nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_isStarted && !_ending.IsCancellationRequested)
            {
                _isStarted = true;
                _sending = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Something changed.</summary>
    public void Poke()
    {
        lock (_gate)
        {
            if (_isStarted && _poked.CurrentCount == 0)
            {
                _poked.Release();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _poked.WaitAsync(_ending.Token).ConfigureAwait(false);
                if (!await SendAsync().ConfigureAwait(false))
                {
                    return;
                }

                await Task.Delay(Interval, time, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Nobody is to be told any more.
        }
    }

    private async Task<bool> SendAsync()
    {
        try
        {
            var status = await read(_ending.Token).ConfigureAwait(false);
            return Volatile.Read(ref _send) is not { } send || await send(status, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ChatException or ObjectDisposedException)
        {
            // A status that cannot be read is told by status/get; the next change may be readable again.
            return true;
        }
    }
}
