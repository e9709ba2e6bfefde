using Chat.Rpc.Dispatch;
using Chat.Rpc.Framing;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>
/// The sending end of a line of <c>$/progress</c>. Of values that come faster than they are read only the newest is sent: progress never
/// holds anything back.
/// </summary>
public sealed class ProgressLine : IFrameSource, IProgress<ProgressValue>
{
    private readonly Lock _gate = new();
    private readonly RpcId _token;
    private readonly Outbox _outbox;
    private readonly IRpcTrace? _trace;
    private ProgressValue? _newest;
    private bool _isReady;
    private bool _isClosed;

    /// <summary>Makes a line.</summary>
    /// <param name="token">Its name.</param>
    /// <param name="outbox">Where it is sent.</param>
    /// <param name="trace">Who is told; null for nobody.</param>
    internal ProgressLine(RpcId token, Outbox outbox, IRpcTrace? trace)
    {
        _token = token;
        _outbox = outbox;
        _trace = trace;
    }

    /// <summary>Tells how far it is.</summary>
    /// <param name="value">How far.</param>
    public void Report(ProgressValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _newest = value;
            if (!_isReady)
            {
                _isReady = true;
                _outbox.Ready(this);
            }
        }
    }

    /// <summary>Sends no more: the request is answered.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _newest = null;
        }
    }

    void IFrameSource.WriteNext(FrameWriter writer)
    {
        ProgressValue? value;
        lock (_gate)
        {
            _isReady = false;
            (value, _newest) = (_newest, null);
        }

        if (value is null)
        {
            return;
        }

        using var message = MessageWriter.Notification(
            RpcNotifications.Progress.Name,
            new ProgressParams { Token = _token, Value = value },
            RpcNotifications.Progress.Params
        );
        _trace?.Sent(message.Written);
        writer.Write(message.Written);
    }
}
