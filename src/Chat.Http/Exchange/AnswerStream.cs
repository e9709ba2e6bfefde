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
/// <param name="warnings">What is not done as asked, and how often the server had to be asked; told on the first chunk.</param>
/// <param name="clock">The time limits.</param>
/// <param name="peer">The server, for messages.</param>
/// <param name="time">The clock of <see cref="Linger"/>.</param>
internal sealed class AnswerStream(
    OpenedStream opened,
    int choices,
    IReadOnlyList<string> warnings,
    StreamClock clock,
    Peer peer,
    TimeProvider time
) : IAsyncDisposable
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

    /// <summary>Tells the clock of a chunk that brings something of the answer; one that does not leaves its limit running.</summary>
    /// <param name="chunk">The chunk; null for the end.</param>
    /// <param name="clock">The clock.</param>
    public static void Note(ChatCompletionChunk? chunk, StreamClock clock)
    {
        if (chunk is null || ChunkPayload.IsIn(chunk))
        {
            clock.Payload();
        }
    }

    /// <summary>What has been read so far, as a whole answer.</summary>
    public ChatCompletion ToCompletion() => _gathered.ToCompletion();

    /// <summary>The next chunk; null when the answer is whole. The time until the next call is the caller's own: no idle limit runs in it.</summary>
    /// <exception cref="ChatException">The stream failed; what had come is its partial result.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<ChatCompletionChunk?> ReadAsync()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }

        clock.TakeUp();
        _linger?.CancelAfter(Linger);
        while (!_over)
        {
            try
            {
                var chunk = await NextAsync().ConfigureAwait(false);
                if (chunk is null)
                {
                    _over = true;
                    return Last();
                }

                if (Ready(Take(chunk)) is { } ready)
                {
                    clock.HandOut();
                    _linger?.CancelAfter(Timeout.InfiniteTimeSpan);
                    return ready;
                }
            }
            catch (ChatException late) when (_held is { } held)
            {
                // What was held back came before the failure.
                _failure = late;
                _held = null;
                return held;
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
            Note(chunk, clock);
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
        catch (ChatException failure)
        {
            throw WithPartial(failure);
        }
    }

    // A chunk that cannot be gathered is the server's fault; the accumulator says so with what came before it.
    private ChatCompletionChunk Take(ChatCompletionChunk chunk)
    {
        if (!_gathered.HasChunks && warnings.Count > 0)
        {
            chunk = chunk with { Warnings = [.. warnings, .. chunk.Warnings ?? []] };
        }

        try
        {
            _gathered.Add(chunk);
        }
        catch (ChatException failure)
        {
            throw WithPartial(failure);
        }

        _ends.Add(chunk);
        return chunk;
    }

    private ChatCompletionChunk? Ready(ChatCompletionChunk chunk)
    {
        if (!_ends.AllEnded)
        {
            return chunk;
        }

        (var ready, _held) = (_held, chunk);
        return ready;
    }

    private ChatCompletionChunk? Last()
    {
        // Fewer choices than were asked for are all only where the server says that there are no more.
        if (_ends.AllEnded && _ends.IsWhole)
        {
            return (_held ?? Empty()) with { IsLastChunk = true };
        }

        if (!_ends.HasBegun || opened.Source.End != StreamEnd.Marked)
        {
            throw WithPartial(Incomplete());
        }

        var answer = _gathered.ToCompletion();
        var last = Empty() with { IsLastChunk = true };
        return Take(
            _ends.IsWhole
                ? last with
                {
                    Warnings = [$"{choices} choices were asked for, and the server made {_ends.Count}."],
                }
                : last with
                {
                    Warnings = [NoFinishReason],
                    Outcome = answer.Choices.Any(choice => choice.Message.ToolCalls is { Count: > 0 })
                        ? CompletionOutcome.ToolCalls
                        : CompletionOutcome.Completed,
                }
        );
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

    // Whatever limit ends the wait, it ends the wait for nothing that matters; only the caller's own cancellation counts.
    private bool IsBreak(Exception cause) =>
        cause is OperationCanceledException
            ? clock.Explain(cause) is not OperationCanceledException
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
        var outcome =
            failure.Kind == ChatErrorKind.Incomplete ? CompletionOutcome.Incomplete : CompletionOutcome.Failed;
        var partial = failure.Partial ?? (_gathered.HasChunks ? _gathered.ToCompletion(outcome) : null);
        var requestId = failure.RequestId ?? opened.RequestId;
        return ReferenceEquals(partial, failure.Partial) && ReferenceEquals(requestId, failure.RequestId)
            ? failure
            : failure.Again(requestId: requestId, partial: partial);
    }
}
