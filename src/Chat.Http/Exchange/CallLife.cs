using Chat.Core.Backends;

namespace Chat.Http.Exchange;

/// <summary>
/// Ends the calls of a backend with the backend: once it is disposed of, calls in progress and new ones throw an
/// <see cref="ObjectDisposedException"/>. Members may be called from several threads at once.
/// </summary>
/// <param name="owner">The backend, which the exception names.</param>
internal sealed class CallLife(IChatBackend owner) : IAsyncDisposable
{
    // Never disposed of: a call may link to it at any time, and it holds no timer.
    private readonly CancellationTokenSource _life = new();

    /// <summary>Makes the token of a call: cancelled by the caller and by the backend's end. To be disposed of with the call.</summary>
    /// <param name="caller">The caller's token.</param>
    /// <exception cref="ObjectDisposedException">The backend was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The caller has cancelled already.</exception>
    public CancellationTokenSource Begin(CancellationToken caller)
    {
        caller.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_life.IsCancellationRequested, owner);
        return CancellationTokenSource.CreateLinkedTokenSource(caller, _life.Token);
    }

    /// <summary>Tells who cancelled a call, so that the caller's own token or the backend's end is named and no inner token.</summary>
    /// <param name="error">What the call threw.</param>
    /// <param name="caller">The caller's token.</param>
    /// <exception cref="ObjectDisposedException">The backend was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public void Explain(OperationCanceledException error, CancellationToken caller)
    {
        caller.ThrowIfCancellationRequested();
        if (_life.IsCancellationRequested)
        {
            throw new ObjectDisposedException("The backend was disposed of during the call.", error);
        }
    }

    /// <summary>Ends the calls. May be called again.</summary>
    public async ValueTask DisposeAsync() => await _life.CancelAsync().ConfigureAwait(false);
}
