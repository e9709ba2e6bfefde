using System.IO.Pipelines;
using Chat.Core.Errors;
using Chat.Rpc.Framing;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// One end of a JSON-RPC 2.0 connection; both ends are the same but for their <see cref="RpcRole"/>. Requests of the peer start in the
/// order in which they come and run side by side. When the connection ends, whatever ends it, every caller at this end gets a failure at
/// once, every handler is cancelled and awaited, and both pipes are completed. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Reads must heed their cancellation for <see cref="DisposeAsync"/> to return while the peer says nothing. A frame that cannot be read
/// is answered with one error without an id, and ends the connection.
/// </remarks>
public sealed partial class RpcConnection : IAsyncDisposable
{
    private readonly IDuplexPipe _pipe;
    private readonly RpcHandlers _handlers;
    private readonly RpcConnectionOptions _options;
    private readonly Outbox _outbox;
    private readonly OpenRequests _requests;
    private readonly RpcLifecycle _lifecycle;
    private readonly PendingCalls _calls = new();
    private readonly SemaphoreSlim _callSlots;
    private readonly IncomingStreams _incoming;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly ProgressReaders _progress = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RpcEnd? _sendingEnd;
    private string? _complaint;

    private RpcConnection(IDuplexPipe pipe, RpcHandlers handlers, RpcConnectionOptions options)
    {
        _pipe = pipe;
        _handlers = handlers;
        _options = options;
        _outbox = new Outbox(new FrameWriter(pipe.Output), options.Trace);
        _requests = new OpenRequests(_outbox, options, FaultAsync);
        _lifecycle = new RpcLifecycle(options.Role);
        _callSlots = new SemaphoreSlim(options.MaxOpenRequests);
        _incoming = new IncomingStreams(options.StreamWindow, options.Time);
        Completion = Task.Run(RunAsync);
    }

    /// <summary>Ends when the connection has ended and nothing of it runs any more. Never fails.</summary>
    public Task<RpcEnd> Completion { get; }

    /// <summary>
    /// Ends when nothing more is read and the end has begun: handlers are cancelled, and <see cref="Completion"/> waits for them. Never fails.
    /// </summary>
    public Task Stopped => _stopped.Task;

    /// <summary>True once <c>shutdown</c> came.</summary>
    public bool IsDown => _lifecycle.IsDown;

    /// <summary>The streams that come.</summary>
    internal IncomingStreams Incoming => _incoming;

    /// <summary>Who reads progress.</summary>
    internal ProgressReaders Progress => _progress;

    /// <summary>Starts a connection over pipes.</summary>
    /// <param name="pipe">The pipes; the connection completes them.</param>
    /// <param name="handlers">What is answered.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static RpcConnection Start(IDuplexPipe pipe, RpcHandlers handlers, RpcConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(handlers);
        options ??= new RpcConnectionOptions();
        return options.Fault is { } fault
            ? throw new ArgumentException(fault, nameof(options))
            : new RpcConnection(pipe, handlers, options);
    }

    /// <summary>Starts a connection over streams.</summary>
    /// <param name="input">The peer's bytes; the connection disposes of it.</param>
    /// <param name="output">The bytes to the peer, perhaps the same stream; the connection disposes of it.</param>
    /// <param name="handlers">What is answered.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static RpcConnection Start(
        Stream input,
        Stream output,
        RpcHandlers handlers,
        RpcConnectionOptions? options = null
    ) => Start(new StreamDuplexPipe(input, output), handlers, options);

    /// <summary>Asks the peer.</summary>
    /// <typeparam name="TParams">The params.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="fields">The params.</param>
    /// <param name="cancellationToken">
    /// Cancels the request at the peer (<c>$/cancelRequest</c>). The call then ends when the peer has answered, or after
    /// <see cref="RpcConnectionOptions.CancelLimit"/>.
    /// </param>
    /// <exception cref="ChatException">
    /// The peer answered with an error; or the connection was lost: kind <see cref="ChatErrorKind.Connection"/>, with an
    /// <see cref="RpcConnectionLostException"/> as its cause.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<TResult> CallAsync<TParams, TResult>(
        RpcMethod<TParams, TResult> method,
        TParams fields,
        CancellationToken cancellationToken
    )
        where TParams : class
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(fields);
        await _callSlots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var call = _calls.Add(method.Name, method.Result);
            try
            {
                var message = MessageWriter.Request(call.Id, method.Name, fields, method.Params);
                CheckLength(message, method.Name);
                // When the connection has ended, the answer is that failure.
                await _outbox.SendAsync(message, cancellationToken).ConfigureAwait(false);
                return await AnswerAsync(call, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _calls.Take(call.Id);
            }
        }
        finally
        {
            _callSlots.Release();
        }
    }

    /// <summary>Tells the peer something, and waits while too much waits to be sent.</summary>
    /// <typeparam name="TParams">The params.</typeparam>
    /// <param name="notification">The notification.</param>
    /// <param name="fields">The params.</param>
    /// <param name="cancellationToken">Stops the waiting; then it is not sent.</param>
    /// <returns>False when the connection has ended.</returns>
    /// <exception cref="ChatException">It is larger than a message may be: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask<bool> NotifyAsync<TParams>(
        RpcNotification<TParams> notification,
        TParams fields,
        CancellationToken cancellationToken
    )
        where TParams : class
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(fields);
        var message = MessageWriter.Notification(notification.Name, fields, notification.Params);
        CheckLength(message, notification.Name);
        return _outbox.SendAsync(message, cancellationToken);
    }

    /// <summary>
    /// Waits until the requests of the peer that are open now are answered, as far as this end is concerned: the answers may still be on
    /// their way. For an end that wants to be disposed of without cutting them off.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task AnsweredAsync(CancellationToken cancellationToken) =>
        _requests.AnsweredAsync().WaitAsync(cancellationToken);

    /// <summary>Ends the connection: callers fail, handlers are cancelled and awaited, what waits to be sent leaves within <see cref="RpcConnectionOptions.DrainLimit"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            try
            {
                await _ending.CancelAsync().ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself at the same moment.
            }
        }

        await Completion.ConfigureAwait(false);
    }

    private async Task<T> AnswerAsync<T>(TypedPendingCall<T> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await call.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }

        var cancel = new CancelParams { Id = call.Id };
        // Never waits: there is one for each open call at most, and the limit below is for the answer alone.
        _outbox.SendAhead(
            MessageWriter.Notification(RpcNotifications.Cancel.Name, cancel, RpcNotifications.Cancel.Params)
        );
        try
        {
            await call
                .Answer.WaitAsync(_options.CancelLimit, _options.Time, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is ChatException or TimeoutException)
        {
            // Cancelled is what the caller asked for; what else the answer says comes too late.
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private void CheckLength(MessageBuffer message, string method)
    {
        if (message.Length <= _options.Limits.Body)
        {
            return;
        }

        var length = message.Length;
        message.Dispose();
        throw new ChatException(
            ChatErrorKind.InvalidRequest,
            $"The params of {method} take {length} bytes, and a message may have {_options.Limits.Body}.",
            "Send less, such as fewer or smaller images."
        );
    }
}
