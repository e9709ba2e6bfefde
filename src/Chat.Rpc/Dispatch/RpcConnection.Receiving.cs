using Chat.Core.Errors;
using Chat.Rpc.Framing;

namespace Chat.Rpc.Dispatch;

// The loops: one reads and dispatches, one sends, and the end of either is the end of both.
public sealed partial class RpcConnection
{
    private async Task<RpcEnd> RunAsync()
    {
        var sending = SendAllAsync();
        var (end, complaint) = await ReceiveAllAsync().ConfigureAwait(false);
        _stopped.TrySetResult();
        end = _sendingEnd ?? end;
        _calls.Lose(Lost(end));
        await FinishAsync(sending, complaint).ConfigureAwait(false);
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
        catch (Exception error) when (error is IOException or ObjectDisposedException)
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
            // With an error what is left in the pipe is dropped: a peer that does not read would keep it for ever.
            var error =
                _aborting.IsCancellationRequested || _sendingEnd is not null ? new IOException(end.Message) : null;
            await _pipe.Output.CompleteAsync(error).ConfigureAwait(false);
            // Last, for both may be one stream, which this disposes of.
            await _pipe.Input.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return end with { Error = end.Error ?? error };
        }

        return end;
    }

    private async Task FinishAsync(Task sending, MessageBuffer? complaint)
    {
        var finishing = LastAnswersAsync(sending, complaint);
        try
        {
            await finishing.WaitAsync(_options.DrainLimit, _options.Time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The peer does not read: what it did not take is lost with the connection, and nobody waits for room any more.
            await _aborting.CancelAsync().ConfigureAwait(false);
            _outbox.Close();
            await finishing.ConfigureAwait(false);
        }
    }

    private async Task LastAnswersAsync(Task sending, MessageBuffer? complaint)
    {
        var complaining = complaint is null
            ? ValueTask.FromResult(false)
            : _outbox.SendAsync(complaint, CancellationToken.None);
        await _requests.EndAsync().ConfigureAwait(false);
        await complaining.ConfigureAwait(false);
        _outbox.Close();
        await sending.ConfigureAwait(false);
    }

    // Told by a request, which the end of the connection waits for.
    private async Task FaultAsync(Exception error)
    {
        _sendingEnd ??= Faulted(error);
        await _ending.CancelAsync().ConfigureAwait(false);
    }

    private async Task<(RpcEnd End, MessageBuffer? Complaint)> ReceiveAllAsync()
    {
        using var frames = new FrameReader(_pipe.Input, _options.Limits);
        try
        {
            while (true)
            {
                var frame = await frames.ReadAsync(_ending.Token).ConfigureAwait(false);
                if (!frame.HasBody)
                {
                    return EndOf(frame);
                }

                _options.Trace?.Received(frame.Body.Span);
                if (Dispatch(frame.Body.Span, out var answer) is { } end)
                {
                    return (end, null);
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
            return (Ended(RpcEndReason.Disposed, "The connection was closed at this end."), null);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return (Broken($"The bytes of {_options.PeerName} cannot be read.", error), null);
        }
        catch (Exception error)
        {
            // A handler of notifications or a trace that throws: nothing can be relied on any more, and nobody may be left waiting.
            return (Faulted(error), null);
        }
    }

    private (RpcEnd End, MessageBuffer? Complaint) EndOf(FrameRead frame)
    {
        if (frame.IsEnd)
        {
            var message = $"{Peer} closed the connection";
            return (
                Ended(RpcEndReason.PeerClosed, _complaint is null ? $"{message}." : $"{message}: {_complaint}"),
                null
            );
        }

        var reason = frame.Fault.Reason(_options.Limits);
        var end = Ended(RpcEndReason.BadFrame, $"{Peer} sent what is no frame. {reason}") with
        {
            FrameFault = frame.Fault,
        };
        return (end, MessageWriter.Error(null, RpcErrors.Unreadable(reason)));
    }

    private string Peer => char.ToUpperInvariant(_options.PeerName[0]) + _options.PeerName[1..];

    private static RpcEnd Ended(RpcEndReason reason, string message) => new(reason, message);

    private static RpcEnd Broken(string message, Exception error) =>
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
