using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

// What becomes of each message. All of it runs on the loop that reads, one message at a time.
public sealed partial class RpcConnection
{
    private RpcEnd? Dispatch(ReadOnlySpan<byte> body, out MessageBuffer? answer)
    {
        answer = null;
        var message = EnvelopeReader.Read(body);
        switch (message.Kind)
        {
            case EnvelopeKind.Request:
                answer = Request(message, body[message.Content]) is { } refusal ? Refuse(message, refusal) : null;
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
                answer = Refuse(message, message.Fault!);
                return null;
        }
    }

    // An answer to an id that is open would pass for that request's.
    private MessageBuffer Refuse(Envelope message, RpcError error)
    {
        var id = _requests.IsOpen(message.Id) ? null : message.Id;
        _options.Trace?.Answered(id, message.Method, TimeSpan.Zero, error);
        return MessageWriter.Error(id, error);
    }

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

        var isShutdown = string.Equals(message.Method, RpcMethods.Shutdown.Name, StringComparison.Ordinal);
        var isInitialize = string.Equals(message.Method, RpcMethods.Initialize.Name, StringComparison.Ordinal);
        var refusal = Read(message.Method, content, out var answer);
        refusal ??= _requests.Start(
            message.Id!.Value,
            message.Method,
            answer!,
            isInitialize ? _lifecycle.Initialized : null,
            isCounted: !isShutdown
        );
        if (refusal is null && isShutdown)
        {
            _lifecycle.ShutDown();
        }

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
        if (_handlers.Request(method) is { } handler)
        {
            return handler.Read(content, out answer);
        }

        answer = static (call, _) =>
            Task.FromResult(MessageWriter.Result(call.Id, new NoFields(), RpcMethods.Shutdown.Result));
        return string.Equals(method, RpcMethods.Shutdown.Name, StringComparison.Ordinal) ? null : Unknown(method);
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
        var error = ParamsReader.Read(content, RpcJson.Of<RpcError>(), out var told) is null
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

    private static RpcError Unknown(string method) =>
        RpcErrors.Of(
            RpcErrorCodes.MethodNotFound,
            ChatErrorKind.Protocol,
            $"There is no method {method}.",
            "Use programs of the same version at both ends."
        );
}
