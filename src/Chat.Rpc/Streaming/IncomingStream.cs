using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>
/// The receiving end of a stream: pieces that came and were not used yet, at most as many as the window. The connection adds, one reader
/// takes.
/// </summary>
/// <param name="id">The stream's name.</param>
/// <param name="window">How many pieces may be unused.</param>
/// <param name="time">The clock that chunks are stamped by.</param>
internal sealed class IncomingStream(RpcId id, int window, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<List<ChatCompletionChunk>> _pieces = new();
    private readonly ChatCompletionChunkReader _reader = new();
    private readonly long _start = time.GetTimestamp();
    private long _previous = time.GetTimestamp();
    private TaskCompletionSource<bool>? _waiting;
    private long _next;
    private long _used = -1;
    private bool _isEnded;
    private ChatException? _fault;

    /// <summary>The stream's name.</summary>
    public RpcId Id { get; } = id;

    /// <summary>What was wrong with a piece; null when nothing was.</summary>
    public ChatException? Fault
    {
        get
        {
            lock (_gate)
            {
                return _fault;
            }
        }
    }

    /// <summary>Adds a piece. What does not fit the stream ends it with a fault.</summary>
    /// <param name="seq">The piece's number.</param>
    /// <param name="chunks">The JSON of the list of chunks.</param>
    /// <param name="isLast">True when the last chunk is the last of the stream.</param>
    public void Add(long seq, ReadOnlySpan<byte> chunks, bool isLast)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            if (seq != _next)
            {
                End($"A stream's piece {_next} was due, and piece {seq} came.");
            }
            else if (_next - _used > window)
            {
                End($"A stream sent more than the {window} pieces that may be on the way.");
            }
            else
            {
                Take(chunks, isLast);
            }

            Wake();
        }
    }

    /// <summary>No more pieces come: the request is answered.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            Wake();
        }
    }

    /// <summary>Waits for the next piece.</summary>
    /// <returns>The chunks of the piece; null when none comes any more.</returns>
    public async ValueTask<List<ChatCompletionChunk>?> NextAsync()
    {
        while (true)
        {
            Task<bool> waiting;
            lock (_gate)
            {
                if (_pieces.TryDequeue(out var piece))
                {
                    return piece;
                }

                if (_isEnded)
                {
                    return null;
                }

                _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _waiting.Task;
            }

            await waiting.ConfigureAwait(false);
        }
    }

    /// <summary>The piece taken last is used up.</summary>
    /// <returns>The number to acknowledge; null while it is not worth a message.</returns>
    public long? Use()
    {
        lock (_gate)
        {
            var used = _next - 1 - _pieces.Count;
            if (_isEnded || used - _used < (window + 1) / 2)
            {
                return null;
            }

            return _used = used;
        }
    }

    private void Take(ReadOnlySpan<byte> json, bool isLast)
    {
        var chunks = new List<ChatCompletionChunk>(1);
        try
        {
            var now = time.GetTimestamp();
            var total = time.GetElapsedTime(_start, now);
            var since = time.GetElapsedTime(_previous, now);
            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var from = (int)reader.TokenStartIndex;
                reader.Skip();
                chunks.Add(_reader.Read(json[from..(int)reader.BytesConsumed], since, total));
                since = TimeSpan.Zero;
            }

            _previous = now;
            if (reader.TokenType != JsonTokenType.EndArray)
            {
                throw new JsonException("a chunk is an object");
            }
        }
        catch (JsonException error)
        {
            End($"A stream's piece {_next} does not hold chunks.", error);
            return;
        }

        if (isLast && chunks.Count > 0)
        {
            chunks[^1] = chunks[^1] with { IsLastChunk = true };
        }

        _pieces.Enqueue(chunks);
        _next++;
    }

    private void End(string message, Exception? cause = null)
    {
        _isEnded = true;
        _fault = new ChatException(
            ChatErrorKind.Protocol,
            message,
            "Use programs of the same version at both ends.",
            cause
        );
    }

    private void Wake()
    {
        _waiting?.TrySetResult(true);
        _waiting = null;
    }
}
