using Chat.Core.Errors;
using Chat.Rpc.Framing;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

// The loops: one reads and dispatches, one sends, and the end of either is the end of both.
public sealed partial class RpcConnection
{
    private async Task<RpcEnd> RunAsync()
    {
        var sending = SendAllAsync();
        var end = await ReceiveAllAsync().ConfigureAwait(false);
        end = _sendingEnd ?? end;
        _calls.Lose(Lost(end));
        await _requests.EndAsync().ConfigureAwait(false);
        _outbox.Close();
        await FinishSendingAsync(sending).ConfigureAwait(false);
        end = await CompleteAsync(end).ConfigureAwait(false);
        _outbox.Dispose();
        _ending.Dispose();
        _aborting.Dispose();
        return end;
    }

    private async Task SendAllAsync()
    {
        try
        {
            _sendingEnd = await _outbox.RunAsync(_aborting.Token).ConfigureAwait(false)
                ? null
                : Ended(RpcEndReason.PeerClosed, $"{Peer} reads no more.");
        }
        catch (OperationCanceledException) when (_aborting.IsCancellationRequested)
        {
            // The last answers were not taken in time.
        }
        catch (IOException error)
        {
            _sendingEnd = Broken($"The bytes to {_options.PeerName} cannot be written.", error);
        }
        catch (Exception error)
        {
            // A trace that throws, or a value that turns out to be no JSON: nobody may be left waiting.
            _sendingEnd = Faulted(error);
        }

        _outbox.Close();
        if (_sendingEnd is not null)
        {
            await _ending.CancelAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<RpcEnd> CompleteAsync(RpcEnd end)
    {
        try
        {
            await _pipe.Input.CompleteAsync().ConfigureAwait(false);
            // With an error what is left in the pipe is dropped: a peer that does not read would keep it for ever.
            var error =
                _aborting.IsCancellationRequested || _sendingEnd is not null ? new IOException(end.Message) : null;
            await _pipe.Output.CompleteAsync(error).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            return end with { Error = end.Error ?? error };
        }

        return end;
    }

    private async Task FinishSendingAsync(Task sending)
    {
        try
        {
            await sending.WaitAsync(_options.DrainLimit, _options.Time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The peer does not read: what it did not take is lost with the connection.
            await _aborting.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
    }

    private async Task<RpcEnd> ReceiveAllAsync()
    {
        using var frames = new FrameReader(_pipe.Input, _options.Limits);
        try
        {
            while (true)
            {
                var frame = await frames.ReadAsync(_ending.Token).ConfigureAwait(false);
                if (!frame.HasBody)
                {
                    return await EndOfAsync(frame).ConfigureAwait(false);
                }

                _options.Trace?.Received(frame.Body.Span);
                if (Dispatch(frame.Body.Span, out var answer) is { } end)
                {
                    return end;
                }

                if (answer is not null)
                {
                    // Waits while too much waits to be sent: who floods this end with refused requests is read no further.
                    await _outbox.SendAsync(answer, _ending.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            return Ended(RpcEndReason.Disposed, "The connection was closed at this end.");
        }
        catch (IOException error)
        {
            return Broken($"The bytes of {_options.PeerName} cannot be read.", error);
        }
        catch (Exception error)
        {
            // A handler of notifications or a trace that throws: nothing can be relied on any more, and nobody may be left waiting.
            return Faulted(error);
        }
    }

    private async ValueTask<RpcEnd> EndOfAsync(FrameRead frame)
    {
        if (frame.IsEnd)
        {
            return Ended(
                RpcEndReason.PeerClosed,
                _complaint is null ? $"{Peer} closed the connection." : $"{Peer} closed the connection: {_complaint}"
            );
        }

        var reason = frame.Fault.Reason(_options.Limits);
        var error = MessageWriter.Error(null, RpcErrors.Unreadable(reason));
        await _outbox.SendAsync(error, _ending.Token).ConfigureAwait(false);
        return Ended(RpcEndReason.BadFrame, $"{Peer} sent what is no frame. {reason}") with
        {
            FrameFault = frame.Fault,
        };
    }

    private RpcEnd? Dispatch(ReadOnlySpan<byte> body, out MessageBuffer? answer)
    {
        answer = null;
        var message = EnvelopeReader.Read(body);
        switch (message.Kind)
        {
            case EnvelopeKind.Request:
                answer = Request(message, body[message.Content]) is { } refusal ? Refuse(message.Id, refusal) : null;
                return null;
            case EnvelopeKind.Notification:
                return Notification(message, body[message.Content]);
            case EnvelopeKind.Result:
                Answered(message)?.Complete(body[message.Content]);
                return null;
            case EnvelopeKind.Error:
                Failed(message, body[message.Content]);
                return null;
            case EnvelopeKind.BrokenAnswer:
                Answered(message)?.Fail(RpcErrors.ToException(message.Fault!, "the request"));
                return null;
            default:
                answer = Refuse(message.Id, message.Fault!);
                return null;
        }
    }

    // An answer to an id that is open would pass for that request's.
    private MessageBuffer Refuse(RpcId? id, RpcError error) =>
        MessageWriter.Error(_requests.IsOpen(id) ? null : id, error);

    private RpcError? Request(Envelope message, ReadOnlySpan<byte> content)
    {
        if (_requests.IsOpen(message.Id))
        {
            return RpcErrors.Invalid($"The id {message.Id} is that of a request that is open.");
        }

        if (_lifecycle.Admit(message.Method) is { } early)
        {
            return early;
        }

        var isInitialize = string.Equals(message.Method, RpcMethods.Initialize.Name, StringComparison.Ordinal);
        var refusal = Read(message.Method, content, out var answer);
        refusal ??= _requests.Start(
            message.Id!.Value,
            message.Method,
            answer!,
            isInitialize ? _lifecycle.Initialized : null
        );
        if (refusal is not null && isInitialize)
        {
            _lifecycle.Initialized(isResult: false);
        }

        return refusal;
    }

    private RpcError? Read(
        string method,
        ReadOnlySpan<byte> content,
        out Func<RpcCall, CancellationToken, Task<MessageBuffer>>? answer
    )
    {
        var isShutdown = string.Equals(method, RpcMethods.Shutdown.Name, StringComparison.Ordinal);
        if (isShutdown)
        {
            _lifecycle.ShutDown();
        }

        if (_handlers.Request(method) is { } handler)
        {
            return handler.Read(content, out answer);
        }

        answer = static (call, _) =>
            Task.FromResult(MessageWriter.Result(call.Id, new NoFields(), RpcMethods.Shutdown.Result));
        return isShutdown ? null : Unknown(method);
    }

    private RpcEnd? Notification(Envelope message, ReadOnlySpan<byte> content)
    {
        if (string.Equals(message.Method, RpcNotifications.Exit.Name, StringComparison.Ordinal))
        {
            return _lifecycle.IsDown
                ? Ended(RpcEndReason.Exit, $"{Peer} ended the connection.")
                : Ended(RpcEndReason.ExitWithoutShutdown, $"{Peer} ended the connection without shutdown.");
        }

        if (!_lifecycle.HeedsNotifications)
        {
            _options.Trace?.LeftAside($"{message.Method} came before initialize.");
        }
        else if (Take(message.Method, content) is { } aside)
        {
            _options.Trace?.LeftAside(aside);
        }

        return null;
    }

    private string? Take(string method, ReadOnlySpan<byte> content)
    {
        if (string.Equals(method, RpcNotifications.ChatChunk.Name, StringComparison.Ordinal))
        {
            return _incoming.Add(content) ? null : "A piece came of a stream that nobody reads.";
        }

        if (string.Equals(method, RpcNotifications.ChatAck.Name, StringComparison.Ordinal))
        {
            return Read(content, RpcNotifications.ChatAck, _requests.Streams.Acknowledge);
        }

        if (string.Equals(method, RpcNotifications.Cancel.Name, StringComparison.Ordinal))
        {
            return Read(content, RpcNotifications.Cancel, cancel => _requests.Cancel(cancel.Id));
        }

        if (string.Equals(method, RpcNotifications.Progress.Name, StringComparison.Ordinal))
        {
            return Read(content, RpcNotifications.Progress, _progress.Report);
        }

        if (_handlers.Notification(method) is { } handler)
        {
            return handler(content)?.Message;
        }

        return $"There is no handler of {method}.";
    }

    private static string? Read<T>(ReadOnlySpan<byte> json, RpcNotification<T> notification, Action<T> take)
        where T : class
    {
        var fault = ParamsReader.Read(json, notification.Params, out var fields);
        if (fault is null)
        {
            take(fields!);
        }

        return fault?.Message;
    }

    private PendingCall? Answered(Envelope message)
    {
        var call = _calls.Take(message.Id);
        if (call is null)
        {
            _options.Trace?.LeftAside("An answer came that nobody waits for.");
        }

        return call;
    }

    private void Failed(Envelope message, ReadOnlySpan<byte> content)
    {
        var error = ParamsReader.Read(content, RpcJsonContext.Default.RpcError, out var told) is null
            ? told!
            : RpcErrors.Invalid("The error of an answer cannot be read.");
        if (message.Id is null)
        {
            // What the peer could not read it answers without an id, and perhaps with its end.
            _complaint = error.Message;
            _options.Trace?.LeftAside($"{Peer} complains: {error.Message}");
            return;
        }

        if (Answered(message) is { } call)
        {
            call.Fail(RpcErrors.ToException(error, call.Method));
        }
    }

    private string Peer => char.ToUpperInvariant(_options.PeerName[0]) + _options.PeerName[1..];

    private static RpcError Unknown(string method) =>
        RpcErrors.Of(
            RpcErrorCodes.MethodNotFound,
            ChatErrorKind.Protocol,
            $"There is no method {method}.",
            "Use programs of the same version at both ends."
        );

    private static RpcEnd Ended(RpcEndReason reason, string message) => new(reason, message);

    private static RpcEnd Broken(string message, IOException error) =>
        new(RpcEndReason.Broken, message) { Error = error };

    private static RpcEnd Faulted(Exception error) =>
        new(RpcEndReason.Fault, $"A fault of this program ended the connection ({error.GetType().Name}).")
        {
            Error = error,
        };

    private static ChatException Lost(RpcEnd end) =>
        new(
            ChatErrorKind.Connection,
            $"The connection was lost before the answer came: {end.Message}",
            "Try again.",
            new RpcConnectionLostException(end)
        )
        {
            IsRetryable = true,
        };
}
