namespace Chat.Rpc.Dispatch;

/// <summary>A number of bytes that may be in use at once. Who asks for more waits, first come first served. Safe for use by several threads.</summary>
/// <param name="limit">The bytes; a share that is larger than all of them is given when none is in use.</param>
internal sealed class ByteBudget(long limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(long Share, TaskCompletionSource<bool> Given)> _waiting = new();
    private long _used;
    private bool _isClosed;

    /// <summary>Takes a share, and waits until there is one.</summary>
    /// <param name="share">How many bytes.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>False when the budget is closed; then nothing was taken.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; nothing was taken.</exception>
    public ValueTask<bool> TakeAsync(long share, CancellationToken cancellationToken)
    {
        LinkedListNode<(long, TaskCompletionSource<bool> Given)> place;
        lock (_gate)
        {
            if (_isClosed)
            {
                return ValueTask.FromResult(false);
            }

            if (_waiting.Count == 0 && Fits(share))
            {
                _used += share;
                return ValueTask.FromResult(true);
            }

            place = _waiting.AddLast((share, new(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        return WaitAsync(place, cancellationToken);
    }

    /// <summary>Gives a share back.</summary>
    /// <param name="share">How many bytes.</param>
    public void Return(long share)
    {
        lock (_gate)
        {
            _used -= share;
            Give();
        }
    }

    /// <summary>Ends all waiting.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var (_, given) in _waiting)
            {
                given.TrySetResult(false);
            }

            _waiting.Clear();
        }
    }

    private async ValueTask<bool> WaitAsync(
        LinkedListNode<(long Share, TaskCompletionSource<bool> Given)> place,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await place.Value.Given.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                if (place.List is not null)
                {
                    _waiting.Remove(place);
                    Give();
                    throw;
                }
            }

            // The share came at the same moment.
            if (await place.Value.Given.Task.ConfigureAwait(false))
            {
                Return(place.Value.Share);
            }

            throw;
        }
    }

    private bool Fits(long share) => _used == 0 || _used + share <= limit;

    private void Give()
    {
        while (_waiting.First is { } first && Fits(first.Value.Share))
        {
            _used += first.Value.Share;
            _waiting.RemoveFirst();
            first.Value.Given.TrySetResult(true);
        }
    }
}
