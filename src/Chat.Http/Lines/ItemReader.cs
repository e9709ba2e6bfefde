using System.Runtime.CompilerServices;
using Chat.Core.Errors;

namespace Chat.Http.Lines;

/// <summary>
/// Reads the items of a stream of lines, one at a time, each as soon as its last byte is there. What is not payload is skipped within
/// the read, so a caller that times its reads times payload alone. In the steady state a read allocates nothing.
/// One read at a time; after a failure other than a cancelled read the reader is of no more use.
/// </summary>
internal abstract class ItemReader : IAsyncDisposable
{
    private readonly LineSource _lines;
    private bool _isDisposed;
    private bool _isHandedOut;
    private long _streamBytes;

    /// <summary>Makes the reader.</summary>
    /// <param name="lines">Where the lines come from; disposed with the reader.</param>
    /// <param name="limits">How much it may hold.</param>
    protected ItemReader(LineSource lines, StreamLimits limits)
    {
        _lines = lines;
        Limits = limits;
        Payload = new PayloadBuffer(limits.MaxEventBytes);
    }

    /// <summary>The payload of the item read last, UTF-8 as the server sent it, not checked. Good until the next read or disposal.</summary>
    public ReadOnlyMemory<byte> Data => Payload.Memory;

    /// <summary>
    /// True when the stream ended within the item read last. It may be whole all the same: only its line ending may be missing.
    /// An item that was cut before its first payload byte is not handed out.
    /// </summary>
    public bool IsCut { get; private set; }

    /// <summary>How much the reader may hold.</summary>
    protected StreamLimits Limits { get; }

    /// <summary>The payload of the item that is being read.</summary>
    protected PayloadBuffer Payload { get; }

    /// <summary>Reads the next item.</summary>
    /// <param name="cancellationToken">Ends the wait. Nothing is lost by it: a later read goes on where this one stopped.</param>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="ChatException">A line or event is longer than its limit (<see cref="ChatErrorKind.Protocol"/>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        if (_isHandedOut)
        {
            _isHandedOut = false;
            IsCut = false;
            ClearItem();
        }

        return TakeItem() ? ValueTask.FromResult(true) : FillAndTakeAsync(cancellationToken);
    }

    /// <summary>Disposes the stream and gives the buffers back. Not while a read is under way.</summary>
    public ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return ValueTask.CompletedTask;
        }

        _isDisposed = true;
        ReleaseItem();
        return _lines.DisposeAsync();
    }

    /// <summary>Adds the next piece of a line to the item.</summary>
    /// <param name="fragment">The piece.</param>
    /// <returns>True when the item is whole with it.</returns>
    /// <exception cref="ChatException">A line or event is longer than its limit (<see cref="ChatErrorKind.Protocol"/>).</exception>
    protected abstract bool Take(in LineFragment fragment);

    /// <summary>Makes ready for the next item.</summary>
    protected virtual void ClearItem() => Payload.Clear();

    /// <summary>Gives all buffers back.</summary>
    protected virtual void ReleaseItem() => Payload.Release();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAndTakeAsync(CancellationToken cancellationToken)
    {
        Payload.Keep();
        while (await _lines.FillAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TakeItem())
            {
                return true;
            }

            Payload.Keep();
        }

        _isHandedOut = Payload.Length > 0;
        IsCut = _isHandedOut;
        return _isHandedOut;
    }

    private bool TakeItem()
    {
        while (_lines.TryTake(out var fragment))
        {
            if (Take(fragment))
            {
                _streamBytes += Payload.Length;
                Limits.CheckStream(_streamBytes);
                _isHandedOut = true;
                return true;
            }
        }

        return false;
    }
}
