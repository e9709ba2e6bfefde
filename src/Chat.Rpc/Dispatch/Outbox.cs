using Chat.Rpc.Framing;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// What waits to be sent, and the loop that sends it. Control messages (requests, answers, notifications) go first, in order; then the
/// streams take turns, a frame each, so that none starves. While the peer does not read, the loop waits, and with it whoever wants to
/// add more than the bounds allow.
/// </summary>
internal sealed class Outbox : IDisposable
{
    // Written but not flushed beyond this, more is flushed first.
    private const int FlushAt = 64 * 1024;

    // What a small message counts for at least, so that the budget bounds their number too.
    private const int LeastShare = 1024;

    private readonly Lock _gate = new();
    private readonly ByteBudget _room = new(RpcConnectionOptions.ControlBuffer);
    private readonly Queue<(MessageBuffer Message, int Share)> _control = new();
    private readonly Queue<IFrameSource> _ready = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly FrameWriter _writer;
    private readonly IRpcTrace? _trace;
    private bool _isSignalled;
    private bool _isClosed;

    /// <summary>Makes an outbox; <see cref="RunAsync"/> sends.</summary>
    /// <param name="writer">Where the frames go.</param>
    /// <param name="trace">Who is told; null for nobody.</param>
    public Outbox(FrameWriter writer, IRpcTrace? trace)
    {
        _writer = writer;
        _trace = trace;
    }

    /// <summary>Adds a control message, and waits while there is no room. It is this object's from now on, whatever comes of it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>False when the connection has ended; then it is not sent.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; it is not sent.</exception>
    public async ValueTask<bool> SendAsync(MessageBuffer message, CancellationToken cancellationToken)
    {
        var isTaken = false;
        try
        {
            var share = Math.Max(message.Length, LeastShare);
            if (await _room.TakeAsync(share, cancellationToken).ConfigureAwait(false))
            {
                lock (_gate)
                {
                    isTaken = !_isClosed;
                    if (isTaken)
                    {
                        _control.Enqueue((message, share));
                        Signal();
                    }
                }
            }

            return isTaken;
        }
        finally
        {
            if (!isTaken)
            {
                message.Dispose();
            }
        }
    }

    /// <summary>
    /// Adds a control message that waits for no room and takes none; whoever calls this bounds how many there are. It is this object's from
    /// now on, and is dropped when the connection has ended.
    /// </summary>
    /// <param name="message">The message.</param>
    public void SendAhead(MessageBuffer message)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _control.Enqueue((message, 0));
                Signal();
                return;
            }
        }

        message.Dispose();
    }

    /// <summary>Gives a source a turn. A source has at most one turn at a time.</summary>
    /// <param name="source">The source.</param>
    public void Ready(IFrameSource source)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _ready.Enqueue(source);
                Signal();
            }
        }
    }

    /// <summary>Takes no more; what is there is still sent.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            Signal();
        }

        _room.Close();
    }

    /// <summary>Sends until it is closed and empty.</summary>
    /// <param name="cancellationToken">Stops at once, perhaps within a frame.</param>
    /// <returns>False when the peer takes no more.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="IOException">The bytes cannot be written.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_writer.Unflushed < FlushAt && TryWriteNext())
            {
                continue;
            }

            if (_writer.Unflushed > 0)
            {
                if (!await _writer.FlushAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
            else if (IsOver())
            {
                return true;
            }
            else
            {
                await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
                lock (_gate)
                {
                    _isSignalled = false;
                }
            }
        }
    }

    /// <summary>Gives back the buffers of what was not sent. Called when <see cref="RunAsync"/> has ended.</summary>
    public void Dispose()
    {
        Close();
        lock (_gate)
        {
            while (_control.TryDequeue(out var waiting))
            {
                waiting.Message.Dispose();
            }

            _ready.Clear();
        }

        _signal.Dispose();
    }

    private bool TryWriteNext()
    {
        (MessageBuffer Message, int Share) next;
        IFrameSource? source = null;
        lock (_gate)
        {
            if (!_control.TryDequeue(out next) && !_ready.TryDequeue(out source))
            {
                return false;
            }
        }

        if (source is not null)
        {
            source.WriteNext(_writer);
            return true;
        }

        var (message, share) = next;
        _trace?.Sent(message.Written);
        _writer.Write(message.Written);
        message.Dispose();
        _room.Return(share);
        return true;
    }

    private bool IsOver()
    {
        lock (_gate)
        {
            return _isClosed && _control.Count == 0 && _ready.Count == 0;
        }
    }

    private void Signal()
    {
        if (!_isSignalled)
        {
            _isSignalled = true;
            _signal.Release();
        }
    }
}
