using Chat.Core.Errors;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// The peer's requests that are being answered. It owns their tasks: <see cref="EndAsync"/> cancels and awaits every one. Each request
/// is answered once, whatever its handler does.
/// </summary>
/// <param name="outbox">Where answers go.</param>
/// <param name="options">How many may be open, and who is told of faults.</param>
/// <param name="faulted">Ends the connection: a request could not be answered at all, as when a trace throws.</param>
internal sealed class OpenRequests(Outbox outbox, RpcConnectionOptions options, Func<Exception, Task> faulted)
{
    // One of so many requests is likely to be answered by then.
    private const long TooManyWaitMs = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<RpcId, OpenRequest> _byId = [];
    private readonly HashSet<OpenRequest> _running = [];
    private readonly ChunkSenders _streams = new();
    private bool _isEnded;

    /// <summary>The streams that the requests send.</summary>
    public ChunkSenders Streams => _streams;

    /// <summary>Starts to answer a request: the handler runs up to its first wait before this returns.</summary>
    /// <param name="id">The request's id; none that is open.</param>
    /// <param name="method">The method.</param>
    /// <param name="answer">Makes the answer.</param>
    /// <param name="answered">Is told, before the answer leaves, whether it is a result; null for nobody.</param>
    /// <param name="isCounted">False for the one request that is taken however many are open: <c>shutdown</c>, which comes once.</param>
    /// <returns>Why it cannot be answered; null when it can.</returns>
    public RpcError? Start(
        RpcId id,
        string method,
        Func<RpcCall, CancellationToken, Task<MessageBuffer>> answer,
        Action<bool>? answered,
        bool isCounted = true
    )
    {
        OpenRequest request;
        lock (_gate)
        {
            if (_isEnded)
            {
                return Ending();
            }

            if (isCounted && _running.Count >= options.MaxOpenRequests)
            {
                return TooMany();
            }

            request = new OpenRequest(new RpcCall(id, method, _streams, outbox, options));
            _byId.Add(id, request);
            _running.Add(request);
        }

        var answering = AnswerSafelyAsync(request, answer, answered);
        lock (_gate)
        {
            request.Answering = answering;
        }

        return null;
    }

    /// <summary>Cancels a request; nothing happens when it is answered.</summary>
    /// <param name="id">Its id.</param>
    public void Cancel(RpcId id)
    {
        OpenRequest? request;
        lock (_gate)
        {
            request = _byId.GetValueOrDefault(id);
        }

        request?.Cancel();
    }

    /// <summary>True when a request of this id is open.</summary>
    /// <param name="id">The id.</param>
    public bool IsOpen(RpcId? id)
    {
        lock (_gate)
        {
            return id is { } known && _byId.ContainsKey(known);
        }
    }

    /// <summary>Waits until the requests that are open now are answered.</summary>
    public async Task AnsweredAsync()
    {
        Task[] answering;
        lock (_gate)
        {
            answering = [.. _running.Select(request => request.Answering)];
        }

        await Task.WhenAll(answering).ConfigureAwait(false);
    }

    /// <summary>Cancels all requests and waits until they are answered. None starts any more.</summary>
    public async Task EndAsync()
    {
        OpenRequest[] running;
        lock (_gate)
        {
            _isEnded = true;
            running = [.. _running];
        }

        foreach (var request in running)
        {
            request.Cancel();
        }

        foreach (var request in running)
        {
            Task answering;
            lock (_gate)
            {
                answering = request.Answering;
            }

            await answering.ConfigureAwait(false);
        }
    }

    // Never fails.
    private async Task AnswerSafelyAsync(
        OpenRequest request,
        Func<RpcCall, CancellationToken, Task<MessageBuffer>> answer,
        Action<bool>? answered
    )
    {
        try
        {
            await AnswerAsync(request, answer, answered).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // Its caller would wait for ever; the end of the connection tells it.
            request.Call.Close();
            await faulted(fault).ConfigureAwait(false);
        }

        lock (_gate)
        {
            // The id may be another request's by now.
            if (_byId.GetValueOrDefault(request.Id) == request)
            {
                _byId.Remove(request.Id);
            }

            _running.Remove(request);
        }

        request.Dispose();
    }

    private async Task AnswerAsync(
        OpenRequest request,
        Func<RpcCall, CancellationToken, Task<MessageBuffer>> answer,
        Action<bool>? answered
    )
    {
        var start = options.Time.GetTimestamp();
        var (message, error) = await MakeAsync(request, answer).ConfigureAwait(false);
        request.Call.Close();
        try
        {
            await request.EndAsync().ConfigureAwait(false);
        }
        catch (AggregateException fault)
        {
            options.Trace?.HandlerFault(request.Call.Method, fault);
        }

        lock (_gate)
        {
            // Before the answer leaves: with it the peer may use the id anew.
            _byId.Remove(request.Id);
        }

        answered?.Invoke(error is null);
        options.Trace?.Answered(request.Id, request.Call.Method, options.Time.GetElapsedTime(start), error);
        await outbox.SendAsync(message, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<(MessageBuffer Message, RpcError? Error)> MakeAsync(
        OpenRequest request,
        Func<RpcCall, CancellationToken, Task<MessageBuffer>> answer
    )
    {
        try
        {
            var message = await answer(request.Call, request.Token).ConfigureAwait(false);
            if (message.Length > options.Limits.Body)
            {
                message.Dispose();
                return Failed(request, TooLarge(request.Call.Method));
            }

            if (await DrainAsync(request).ConfigureAwait(false))
            {
                return (message, null);
            }

            message.Dispose();
            return Failed(request, RpcErrors.Cancelled);
        }
        catch (OperationCanceledException) when (request.Token.IsCancellationRequested)
        {
            return Failed(request, RpcErrors.Cancelled);
        }
        catch (ChatException failure)
        {
            await DrainAsync(request).ConfigureAwait(false);
            return Failed(request, RpcErrors.From(failure));
        }
        catch (Exception fault)
        {
            // Whatever it is, the caller waits for an answer. The text of a fault may hold what is nobody's business.
            options.Trace?.HandlerFault(request.Call.Method, fault);
            await DrainAsync(request).ConfigureAwait(false);
            return Failed(request, Fault(request.Call.Method, fault));
        }
    }

    private (MessageBuffer Message, RpcError? Error) Failed(OpenRequest request, RpcError error)
    {
        try
        {
            var message = MessageWriter.Error(request.Id, error);
            if (message.Length <= options.Limits.Body)
            {
                return (message, error);
            }

            message.Dispose();
        }
        catch (Exception fault) when (error.Data?.Partial is not null)
        {
            options.Trace?.HandlerFault(request.Call.Method, fault);
        }

        // The partial result is what can be so large, or hold what is no text.
        return (MessageWriter.Error(request.Id, error with { Data = error.Data! with { Partial = null } }), error);
    }

    private static async ValueTask<bool> DrainAsync(OpenRequest request)
    {
        try
        {
            await request.Call.DrainAsync(request.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static RpcError Ending() =>
        RpcErrors.Of(
            RpcErrorCodes.RequestFailed,
            ChatErrorKind.Connection,
            "The connection is about to end and takes no more requests.",
            "Connect again."
        );

    private RpcError TooMany()
    {
        var error = RpcErrors.Of(
            RpcErrorCodes.RequestFailed,
            ChatErrorKind.Overloaded,
            $"{options.MaxOpenRequests} requests are open on this connection.",
            "Wait for an answer before the next request."
        );
        return error with { Data = error.Data! with { RetryAfterMs = TooManyWaitMs } };
    }

    private RpcError TooLarge(string method) =>
        RpcErrors.Of(
            RpcErrorCodes.RequestFailed,
            ChatErrorKind.Internal,
            $"The answer to {method} is larger than the {options.Limits.Body} bytes that a message may have.",
            "Ask for a smaller answer, or for a stream."
        );

    private static RpcError Fault(string method, Exception fault) =>
        RpcErrors.Of(
            RpcErrorCodes.InternalError,
            ChatErrorKind.Internal,
            $"A fault of this program kept it from answering {method} ({fault.GetType().Name}).",
            "Report it with the log of the program."
        );
}
