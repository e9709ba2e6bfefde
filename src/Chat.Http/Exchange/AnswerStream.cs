using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Http.Connections;
using Chat.Http.Resilience;

namespace Chat.Http.Exchange;

/// <summary>
/// One streamed answer from its first chunk to its one outcome. The chunk that ends the last choice is held back until what follows it is
/// known, so that the last chunk can say that it is the last; servers send the end together with it.
/// </summary>
/// <param name="opened">The stream and what has been read of it; disposed of with this.</param>
/// <param name="choices">How many choices were asked for.</param>
/// <param name="clock">The time limits.</param>
/// <param name="peer">The server, for messages.</param>
/// <param name="time">The clock of <see cref="Linger"/>.</param>
internal sealed class AnswerStream(OpenedStream opened, int choices, StreamClock clock, Peer peer, TimeProvider time)
    : IAsyncDisposable
{
    private const string NoFinishReason =
        "The server ended the stream without a finish reason: the answer is taken as whole.";

    private readonly ChatCompletionAccumulator _gathered = new();
    private readonly ChoiceEnds _ends = new(choices);
    private ChatCompletionChunk? _first = opened.First;
    private ChatCompletionChunk? _held;
    private ChatException? _failure;
    private CancellationTokenSource? _linger;
    private CancellationTokenSource? _lingering;
    private bool _over;

    /// <summary>
    /// How long a stream may go on after every choice has ended, 5 seconds: usage and end mark come at once, and some proxies never
    /// close the connection.
    /// </summary>
    public static TimeSpan Linger { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The next chunk; null when the answer is whole.</summary>
    /// <exception cref="ChatException">The stream failed; what had come is its partial result.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<ChatCompletionChunk?> ReadAsync()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }

        while (!_over)
        {
            ChatCompletionChunk? chunk;
            try
            {
                chunk = await NextAsync().ConfigureAwait(false);
            }
            catch (ChatException late) when (_held is { } held)
            {
                // What was held back came before the failure.
                _failure = late;
                _held = null;
                return held;
            }

            if (chunk is null)
            {
                _over = true;
                return Last();
            }

            Take(chunk);
            if (!_ends.AllEnded)
            {
                return chunk;
            }

            var ready = _held;
            _held = chunk;
            if (ready is not null)
            {
                return ready;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lingering?.Dispose();
        _linger?.Dispose();
        await opened.Source.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<ChatCompletionChunk?> NextAsync()
    {
        if (_first is { } first)
        {
            _first = null;
            return first;
        }

        if (opened.Source.End != StreamEnd.None)
        {
            return null;
        }

        try
        {
            var chunk = await opened.Source.ReadAsync(Token()).ConfigureAwait(false);
            clock.Payload();
            return chunk;
        }
        catch (Exception cause) when (_ends.AllEnded && IsBreak(cause))
        {
            // Every choice has said why it ended: what is missing is at most the count of tokens.
            return null;
        }
        catch (Exception cause) when (ConnectionErrors.Explain(cause, clock, peer) is { } explained)
        {
            throw explained is ChatException failure ? WithPartial(failure) : explained;
        }
        catch (ChatException failure) when (failure.Partial is null && _gathered.HasChunks)
        {
            throw WithPartial(failure);
        }
    }

    // A chunk that cannot be gathered is the server's fault; the accumulator says so with what came before it.
    private void Take(ChatCompletionChunk chunk)
    {
        _gathered.Add(chunk);
        _ends.Add(chunk);
    }

    private ChatCompletionChunk? Last()
    {
        if (_ends.IsWhole)
        {
            return (_held ?? Empty()) with { IsLastChunk = true };
        }

        // A held chunk means that all choices ended, so here there is none: what came has been handed out.
        if (!_ends.HasBegun || opened.Source.End != StreamEnd.Marked)
        {
            throw WithPartial(Incomplete());
        }

        var answer = _gathered.ToCompletion();
        return Empty() with
        {
            IsLastChunk = true,
            Warnings = [NoFinishReason],
            Outcome = answer.Choices.Any(choice => choice.Message.ToolCalls is { Count: > 0 })
                ? CompletionOutcome.ToolCalls
                : CompletionOutcome.Completed,
        };
    }

    private ChatCompletionChunk Empty()
    {
        var answer = _gathered.ToCompletion();
        return new ChatCompletionChunk
        {
            Id = answer.Id,
            Created = answer.Created,
            Model = answer.Model,
        };
    }

    private CancellationToken Token()
    {
        if (!_ends.AllEnded)
        {
            return clock.Token;
        }

        if (_lingering is null)
        {
            _linger = new CancellationTokenSource(Linger, time);
            _lingering = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, _linger.Token);
        }

        return _lingering.Token;
    }

    private bool IsBreak(Exception cause) =>
        cause is OperationCanceledException
            ? _linger?.IsCancellationRequested == true && !clock.Token.IsCancellationRequested
            : ConnectionErrors.Knows(cause);

    private ChatException Incomplete() =>
        new(
            ChatErrorKind.Incomplete,
            _ends.HasBegun
                ? $"{peer.Name} ended the stream before the answer was whole."
                : $"{peer.Name} ended the stream without an answer.",
            "Ask again; if it happens each time, look into the log of the server or of the proxy before it."
        )
        {
            IsRetryable = true,
            RequestId = opened.RequestId,
        };

    // With what the failure itself does not know: what had come, and which request it was.
    private ChatException WithPartial(ChatException failure)
    {
        if (failure.Partial is not null || !_gathered.HasChunks)
        {
            return failure;
        }

        var outcome =
            failure.Kind == ChatErrorKind.Incomplete ? CompletionOutcome.Incomplete : CompletionOutcome.Failed;
        return new ChatException(failure.Kind, failure.Message, failure.Advice, failure)
        {
            IsRetryable = failure.IsRetryable,
            HttpStatus = failure.HttpStatus,
            RequestId = failure.RequestId ?? opened.RequestId,
            Partial = _gathered.ToCompletion(outcome),
        };
    }
}
