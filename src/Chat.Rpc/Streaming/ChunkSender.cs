using System.Text.Json;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Framing;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>
/// The sending end of a stream: chunks go out in order as <c>chat/chunk</c> notifications, numbered from 0. Chunks that come while the
/// stream waits for its turn, or for its reader, leave together. At most <see cref="RpcConnectionOptions.StreamBuffer"/> bytes wait; then
/// the writer waits, and no other stream. For one writer at a time. With a <see cref="RpcConnectionOptions.ChunkInterval"/> a chunk that follows
/// a piece at once waits for those after it, and for no longer than that.
/// </summary>
public sealed class ChunkSender : IFrameSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Outbox _outbox;
    private readonly RpcConnectionOptions _options;
    private readonly int? _window;
    private readonly byte[] _head;
    private readonly byte[] _number = new byte[64];
    private readonly MessageBuffer _scratch = new();
    private readonly Utf8JsonWriter _json;
    private MessageBuffer _waiting = new();
    private MessageBuffer _leaving = new();
    private TaskCompletionSource? _emptied;
    private ITimer? _timer;
    private long? _left;
    private bool _isTimed;
    private long _next;
    private long _used = -1;
    private bool _isReady;
    private bool _isLast;
    private bool _isClosed;
    private bool _isWriting;

    /// <summary>Makes a stream.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="window">How many pieces may be on the way unused; null for any number.</param>
    /// <param name="outbox">Where it is sent.</param>
    /// <param name="options">How long chunks wait for others, the clock, and who is told.</param>
    internal ChunkSender(RpcId id, int? window, Outbox outbox, RpcConnectionOptions options)
    {
        Id = id;
        _window = window;
        _outbox = outbox;
        _options = options;
        _json = new Utf8JsonWriter(_scratch, MessageWriter.Options);
        _head = ChunkFrames.Head(id);
    }

    /// <summary>The stream's name.</summary>
    public RpcId Id { get; }

    /// <summary>Adds a chunk, and waits while too much is waiting.</summary>
    /// <param name="chunk">The chunk; its <see cref="ChatCompletionChunk.IsLastChunk"/> is told to the reader.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, or the stream is closed.</exception>
    /// <exception cref="JsonException">The chunk's extension data hold what is no text.</exception>
    /// <exception cref="ArgumentException">A number of the chunk is not finite, or it is too large for a frame.</exception>
    public async ValueTask WriteAsync(ChatCompletionChunk chunk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        _scratch.Clear();
        _json.Reset();
        ChatJson.WriteTo(_json, chunk);
        _json.Flush();
        if (_scratch.Length > FrameLimits.Default.Body - ChunkFrames.MaxOverhead)
        {
            throw new ArgumentException($"A chunk of {_scratch.Length} bytes is too large for a frame.", nameof(chunk));
        }

        while (!TryAdd(chunk.IsLastChunk, out var emptied))
        {
            await emptied.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until all chunks have left.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, or the stream is closed.</exception>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        while (!IsEmpty(out var emptied))
        {
            await emptied.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The reader has used up a piece, and all before it.</summary>
    /// <param name="seq">The piece's number; one that is not on the way is left aside.</param>
    internal void Acknowledge(long seq)
    {
        lock (_gate)
        {
            if (seq > _used && seq < _next)
            {
                _used = seq;
                // Who waits for the stream to be empty has nothing more to add that would leave together with the rest.
                BeReady(isUrgent: _emptied is not null);
            }
        }
    }

    /// <summary>Sends no more; what waits is dropped.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _timer?.Dispose();
            _emptied?.TrySetCanceled(CancellationToken.None);
            _waiting.Dispose();
            if (!_isWriting)
            {
                _leaving.Dispose();
            }
        }
    }

    /// <summary>Sends no more; what waits is dropped. The connection does it before the request is answered.</summary>
    public void Dispose()
    {
        Close();
        _json.Dispose();
        _scratch.Dispose();
    }

    void IFrameSource.WriteNext(FrameWriter writer)
    {
        ReadOnlySpan<byte> middle;
        ReadOnlySpan<byte> tail;
        lock (_gate)
        {
            _isReady = false;
            if (_isClosed || _waiting.Length == 0)
            {
                return;
            }

            (_waiting, _leaving) = (_leaving, _waiting);
            _isWriting = true;
            _left = _options.Time.GetTimestamp();
            middle = ChunkFrames.Middle(_number, _next++);
            tail = ChunkFrames.Tail(_isLast);
            _emptied?.TrySetResult();
            _emptied = null;
        }

        writer.Write(_head, middle, _leaving.Written, tail);
        _options.Trace?.Sent([.. _head, .. middle, .. _leaving.Written, .. tail]);
        lock (_gate)
        {
            _isWriting = false;
            _leaving.Clear();
            if (_isClosed)
            {
                _leaving.Dispose();
            }
        }
    }

    private bool TryAdd(bool isLast, out Task emptied)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new OperationCanceledException("The stream is closed.");
            }

            if (_waiting.Length > 0 && _waiting.Length + _scratch.Length >= RpcConnectionOptions.StreamBuffer)
            {
                emptied = Wait();
                BeReady(isUrgent: true);
                return false;
            }

            if (_waiting.Length > 0)
            {
                _waiting.Add(","u8);
            }

            _waiting.Add(_scratch.Written);
            _isLast = isLast;
            BeReady(isUrgent: isLast);
            emptied = Task.CompletedTask;
            return true;
        }
    }

    private bool IsEmpty(out Task emptied)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new OperationCanceledException("The stream is closed.");
            }

            emptied = _waiting.Length == 0 ? Task.CompletedTask : Wait();
            BeReady(isUrgent: true);
            return _waiting.Length == 0;
        }
    }

    private Task Wait() => (_emptied ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void BeReady(bool isUrgent)
    {
        if (_isReady || _isClosed || _waiting.Length == 0 || _next - _used > _window)
        {
            return;
        }

        if (!isUrgent && Rest() is var rest && rest > TimeSpan.Zero)
        {
            StartTimer(rest);
            return;
        }

        _isReady = true;
        _outbox.Ready(this);
    }

    // How much longer the next piece is held back.
    private TimeSpan Rest() =>
        _left is { } left && _options.ChunkInterval > TimeSpan.Zero
            ? _options.ChunkInterval - _options.Time.GetElapsedTime(left)
            : TimeSpan.Zero;

    private void StartTimer(TimeSpan rest)
    {
        if (_isTimed)
        {
            return;
        }

        _isTimed = true;
        _timer ??= _options.Time.CreateTimer(
            static sender => ((ChunkSender)sender!).TimeIsUp(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _timer.Change(rest, Timeout.InfiniteTimeSpan);
    }

    private void TimeIsUp()
    {
        lock (_gate)
        {
            _isTimed = false;
            BeReady(isUrgent: true);
        }
    }
}
