using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>A request of the peer that is being answered.</summary>
/// <param name="call">The request.</param>
internal sealed class OpenRequest(RpcCall call) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private Task _cancelling = Task.CompletedTask;
    private bool _isAnswered;

    /// <summary>The request.</summary>
    public RpcCall Call { get; } = call;

    /// <summary>The request's id.</summary>
    public RpcId Id => Call.Id;

    /// <summary>The answering, up to the hand-over of the answer.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>Cancelled when the caller cancels, or the connection ends.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Cancels. What hangs on the token is run elsewhere: the loop that reads goes on.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!_isAnswered && !_cancellation.IsCancellationRequested)
            {
                _cancelling = _cancellation.CancelAsync();
            }
        }
    }

    /// <summary>The answer is made: cancelling does nothing any more. Waits for a cancelling that is under way.</summary>
    /// <exception cref="AggregateException">What hung on the token failed.</exception>
    public Task EndAsync()
    {
        lock (_gate)
        {
            _isAnswered = true;
            return _cancelling;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();
}
