using System.Buffers;
using Chat.Core.Backends;
using Chat.Core.Errors;

namespace Chat.Client.Recording;

/// <summary>
/// The file that a <see cref="RecordingBackend"/> writes. It is written whole after each exchange, beside the old one and then moved into
/// its place, so that a reader never sees a part. Exchanges stand in the order in which their calls began. Members may be called
/// from several threads at once.
/// </summary>
/// <remarks>
/// A call is never disturbed by its recording. What goes wrong with it is kept in <see cref="Failure"/> and thrown by <see cref="Save"/>, which
/// <see cref="RecordingBackend.DisposeAsync"/> calls. An exchange that could not be written stays in memory and goes into the file with the next
/// write that works.
/// </remarks>
public sealed class CassetteWriter
{
    private readonly Lock _state = new();
    private readonly Lock _writing = new();
    private readonly SortedDictionary<long, ReadOnlyMemory<byte>> _exchanges = [];
    private readonly CassetteLimits _limits;
    private BackendCapabilities? _capabilities;
    private long _begun;
    private long _version;
    private long _writtenVersion = -1;
    private long _bytes;
    private ChatException? _stopped;
    private ChatException? _unwritten;

    private CassetteWriter(string path, CassetteRedaction redaction, CassetteLimits limits)
    {
        Path = path;
        Redaction = redaction;
        _limits = limits;
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>What went wrong with the recording; null while all of it is in the file.</summary>
    public ChatException? Failure
    {
        get
        {
            lock (_state)
            {
                return _stopped ?? _unwritten;
            }
        }
    }

    /// <summary>What is masked.</summary>
    internal CassetteRedaction Redaction { get; }

    /// <summary>The most bytes that one exchange may have.</summary>
    internal int MaxBytes => _limits.MaxBytes;

    /// <summary>
    /// Begins a cassette. Where there is none, a file without exchanges is written, so that a place that cannot be written is known before
    /// anything is asked. A cassette that is there already stays until the first exchange has ended. A file that is none is left alone.
    /// </summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="redaction">What is masked.</param>
    /// <param name="limits">How much it may hold; null for the defaults.</param>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when the folder is missing, <see cref="ChatErrorKind.InvalidRequest"/> when a folder, a pipe, or a file that is
    /// no cassette stands in its place, <see cref="ChatErrorKind.Permission"/> when it may not be written.
    /// </exception>
    public static CassetteWriter Create(string path, CassetteRedaction redaction, CassetteLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(redaction);
        var writer = new CassetteWriter(System.IO.Path.GetFullPath(path), redaction, limits ?? new CassetteLimits());
        if (CassetteStorage.HoldsCassette(writer.Path))
        {
            writer._writtenVersion = writer._version;
            return writer;
        }

        writer.Flush();
        writer.ThrowIfFailed();
        return writer;
    }

    /// <summary>Writes what is not in the file yet.</summary>
    /// <exception cref="ChatException">
    /// The recording is not whole: <see cref="ChatErrorKind.BudgetExceeded"/> when it met a limit, else as <see cref="Create"/>; or
    /// <see cref="ChatErrorKind.Internal"/> when an exchange could not be written as JSON, <see cref="ChatErrorKind.InvalidRequest"/> when a
    /// redaction rule took too long.
    /// </exception>
    public void Save()
    {
        Flush();
        ThrowIfFailed();
    }

    /// <summary>Takes the next place in the file.</summary>
    /// <param name="capabilities">What the recorded backend does with each field.</param>
    internal long Begin(BackendCapabilities capabilities)
    {
        lock (_state)
        {
            _capabilities ??= capabilities;
            return _begun++;
        }
    }

    /// <summary>Adds an exchange that has ended, and writes the file.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="exchange">Its text.</param>
    internal void Add(long place, ReadOnlyMemory<byte> exchange)
    {
        lock (_state)
        {
            if (_stopped is not null)
            {
                return;
            }

            var size = _bytes + Size(exchange.Span);
            var head = CassetteFormat.Head(_capabilities).Length + CassetteFormat.Tail(any: true).Length;
            if (_exchanges.Count >= _limits.MaxExchanges || size + head > _limits.MaxBytes)
            {
                _stopped = TooMuch();
                return;
            }

            _bytes = size;
            _exchanges.Add(place, exchange);
            _version++;
        }

        Flush();
    }

    /// <summary>Stops the recording for good.</summary>
    /// <param name="failure">Why.</param>
    internal void Stop(ChatException failure)
    {
        lock (_state)
        {
            _stopped ??= failure;
        }
    }

    /// <summary>Why recording stops at an exchange that does not fit.</summary>
    internal ChatException TooMuch() =>
        new(
            ChatErrorKind.BudgetExceeded,
            $"The recording stopped: {Path} holds at most {_limits.MaxExchanges} exchanges and {_limits.MaxBytes} bytes.",
            "Record into several files, or fewer and shorter exchanges into this one."
        );

    // Whoever waited here while another wrote finds its exchange in the file already.
    private void Flush()
    {
        lock (_writing)
        {
            var text = new ArrayBufferWriter<byte>();
            long version;
            lock (_state)
            {
                if (_version == _writtenVersion)
                {
                    return;
                }

                version = _version;
                text.Write(CassetteFormat.Head(_capabilities));
                var isFirst = true;
                foreach (var exchange in _exchanges.Values)
                {
                    CassetteFormat.Append(exchange.Span, isFirst, text);
                    isFirst = false;
                }

                text.Write(CassetteFormat.Tail(_exchanges.Count > 0));
            }

            var failure = TryWrite(text.WrittenSpan.ToArray());
            lock (_state)
            {
                _unwritten = failure;
                _writtenVersion = failure is null ? version : _writtenVersion;
            }
        }
    }

    private ChatException? TryWrite(byte[] text)
    {
        try
        {
            CassetteStorage.Write(Path, text);
            return null;
        }
        catch (ChatException failure)
        {
            // A recording that fails must not lose the answer: Save tells it.
            return failure;
        }
    }

    private void ThrowIfFailed()
    {
        if (Failure is { } failure)
        {
            throw new ChatException(failure.Kind, failure.Message, failure.Advice, failure);
        }
    }

    private static long Size(ReadOnlySpan<byte> exchange) =>
        exchange.Length + 4L * (exchange.Count((byte)'\n') + 1) + 2;
}
