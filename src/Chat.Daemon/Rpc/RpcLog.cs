using System.Globalization;
using System.Threading.Channels;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>
/// Notes what happens, a line each: the life cycle, each request's method, id, time and outcome, and with a trace the messages. Without a
/// trace nothing of prompts and answers is in it. Lines are written on the side, so that a slow disk holds nothing up; of lines that come
/// faster than they are written the newest are left out and counted. Members may be called from several threads at once.
/// </summary>
internal sealed class RpcLog : IRpcTrace, IAsyncDisposable
{
    /// <summary>The name that means standard error.</summary>
    public const string StandardError = "stderr";

    // Waiting lines; with traced messages of at most 4 KiB that is 4 MiB.
    private const int MaxWaiting = 1024;

    // How much of a peer's text stands in a line.
    private const int MaxName = 100;

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true }
    );
    private readonly TimeProvider _time;
    private readonly TraceText? _trace;
    private readonly TextWriter _writer;
    private readonly TextWriter _error;
    private readonly bool _ownsWriter;
    private readonly Task _writing;
    private int _left;

    private RpcLog(TimeProvider time, TextWriter writer, bool ownsWriter, TextWriter error, TraceText? trace)
    {
        _time = time;
        _trace = trace;
        _writer = writer;
        _error = error;
        _ownsWriter = ownsWriter;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Opens a log.</summary>
    /// <param name="place">The file, or <see cref="StandardError"/>.</param>
    /// <param name="host">The process.</param>
    /// <param name="isTraced">True notes the messages too.</param>
    /// <exception cref="ChatException">The file cannot be written: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static RpcLog Open(string place, CommandHost host, bool isTraced)
    {
        var isError = string.Equals(place, StandardError, StringComparison.Ordinal);
        var writer = isError ? host.Terminal.Error : BoundedLogFile.Open(place);
        var trace = isTraced ? new TraceText(host) : null;
        return new RpcLog(host.Time, writer, !isError, host.Terminal.Error, trace);
    }

    /// <summary>Notes an event of the life cycle.</summary>
    /// <param name="what">What, in a few words.</param>
    public void Note(string what) => Add("info", what);

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> body)
    {
        if (_trace is not null)
        {
            Add("in", _trace.Show(body));
        }
    }

    /// <inheritdoc/>
    public void Sent(ReadOnlySpan<byte> body)
    {
        if (_trace is not null)
        {
            Add("out", _trace.Show(body));
        }
    }

    /// <inheritdoc/>
    public void Answered(RpcId? id, string method, TimeSpan took, RpcError? error)
    {
        var outcome = error is null ? "ok" : $"{error.Code.ToString(CultureInfo.InvariantCulture)} {error.Data?.Kind}";
        Add(
            "request",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Short(method)} id {Short(id?.ToString() ?? "none")} {took.TotalMilliseconds:F1} ms {outcome}"
            )
        );
    }

    /// <inheritdoc/>
    public void LeftAside(string what) => Add("aside", Short(what));

    /// <inheritdoc/>
    public void HandlerFault(string method, Exception fault) =>
        Add("fault", $"{Short(method)}: {fault.GetType().Name} {fault.StackTrace}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(RpcDoor.Patience, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nobody reads standard error: the process ends without the last lines.
            return;
        }

        if (_ownsWriter)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string Short(string text) => text.Length <= MaxName ? text : text[..MaxName] + "…";

    private void Add(string level, string text)
    {
        var time = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (!_lines.Writer.TryWrite($"{time} {level} {SafeText.Line(text)}\n"))
        {
            Interlocked.Increment(ref _left);
        }
    }

    private async Task WriteAllAsync()
    {
        var canWrite = true;
        await foreach (var line in _lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!canWrite)
            {
                continue;
            }

            try
            {
                await _writer.WriteAsync(line).ConfigureAwait(false);
                if (Interlocked.Exchange(ref _left, 0) is > 0 and var left)
                {
                    await _writer
                        .WriteAsync(string.Create(CultureInfo.InvariantCulture, $"({left} lines were left out)\n"))
                        .ConfigureAwait(false);
                }
            }
            catch (IOException error)
            {
                // A full disk must not cost an editor its daemon.
                canWrite = false;
                ErrorReport.Warn(_error, $"The log can be written no longer: {error.Message}");
            }
        }
    }
}
