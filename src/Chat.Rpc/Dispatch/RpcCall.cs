using Chat.Core.Errors;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Rpc.Dispatch;

/// <summary>A request that is being answered, as its handler sees it. What the handler opens here is closed before the answer goes out.</summary>
public sealed class RpcCall
{
    // One of each is what the protocol has; the bound is generous for handlers to come.
    private const int MaxLines = 16;

    private readonly Lock _gate = new();
    private readonly ChunkSenders _streams;
    private readonly Outbox _outbox;
    private readonly RpcConnectionOptions _options;
    private readonly List<ChunkSender> _opened = [];
    private readonly List<ProgressLine> _lines = [];
    private bool _isClosed;

    internal RpcCall(RpcId id, string method, ChunkSenders streams, Outbox outbox, RpcConnectionOptions options)
    {
        Id = id;
        Method = method;
        _streams = streams;
        _outbox = outbox;
        _options = options;
    }

    /// <summary>The request's id.</summary>
    public RpcId Id { get; }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>Opens a stream of chunks to the caller. All of it leaves before the answer, unless the request is cancelled.</summary>
    /// <param name="id">The name that the caller gave it.</param>
    /// <param name="window">How many pieces may be on the way unused; null for any number.</param>
    /// <exception cref="ChatException">The name is in use, or the window is not 1 to 1,024: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    /// <exception cref="InvalidOperationException">The handler has opened 16 already, or the request is answered.</exception>
    public ChunkSender OpenStream(RpcId id, int? window)
    {
        if (window is < 1 or > 1024)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"params.window is {window}.",
                "Set it to 1 up to 1024, or leave it out."
            );
        }

        lock (_gate)
        {
            CheckRoom(_opened.Count);
            var stream = new ChunkSender(id, window, _outbox, _options);
            if (!_streams.TryAdd(stream))
            {
                stream.Dispose();
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"params.stream is {id}, the name of a stream that is open.",
                    "Give each stream a name of its own."
                );
            }

            _opened.Add(stream);
            return stream;
        }
    }

    /// <summary>Opens a line of progress to the caller.</summary>
    /// <param name="token">The name that the caller gave it; null for a caller that wants none.</param>
    /// <returns>The line; null without a token.</returns>
    /// <exception cref="InvalidOperationException">The handler has opened 16 already, or the request is answered.</exception>
    public IProgress<ProgressValue>? OpenProgress(RpcId? token)
    {
        if (token is not { } name)
        {
            return null;
        }

        lock (_gate)
        {
            CheckRoom(_lines.Count);
            var line = new ProgressLine(name, _outbox, _options.Trace);
            _lines.Add(line);
            return line;
        }
    }

    /// <summary>Waits until the streams have left.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    internal async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; index < _opened.Count; index++)
        {
            await _opened[index].DrainAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes what was opened; what waits is dropped.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var stream in _opened)
            {
                _streams.Remove(stream.Id);
                stream.Dispose();
            }

            foreach (var line in _lines)
            {
                line.Close();
            }
        }
    }

    private void CheckRoom(int opened)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (opened >= MaxLines)
        {
            throw new InvalidOperationException($"A request opens at most {MaxLines} streams and lines of progress.");
        }
    }
}
