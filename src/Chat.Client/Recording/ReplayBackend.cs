using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Client.Recording;

/// <summary>
/// Answers from a cassette, with no network. What was recorded as a stream is gathered for a caller who wants it whole, and what was recorded
/// whole comes as one chunk. Failures come again as they were, after the chunks that had come.
/// </summary>
/// <remarks>
/// An exchange that was cancelled when it was recorded gives the chunks that had come; a caller who then reads on without cancelling
/// himself gets a <see cref="ChatException"/> of kind <see cref="ChatErrorKind.Incomplete"/> with them as the partial result.
/// </remarks>
public sealed class ReplayBackend : IChatBackend
{
    private readonly CancellationTokenSource _life = new();
    private readonly ReplayDeck _deck;
    private readonly bool _isExact;
    private readonly TimeProvider _time;

    /// <summary>Makes a backend.</summary>
    /// <param name="cassette">What it answers from.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="time">Measures <see cref="ReplayTiming.Exact"/> waits; null for the system's clock.</param>
    public ReplayBackend(Cassette cassette, ReplayOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(cassette);
        Capabilities = cassette.Capabilities;
        _deck = new ReplayDeck(cassette, options ?? new ReplayOptions());
        _isExact = options?.Timing == ReplayTiming.Exact;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public BackendCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        ChatCompletionRequestChecks.Check(request);
        var start = Begin(cancellationToken);
        var exchange = _deck.Take(CassetteCall.Complete, request);
        await WaitAsync(start, exchange.Took, cancellationToken).ConfigureAwait(false);
        return exchange.End == CassetteEnd.Answered
            ? ReplayAnswers.Whole(exchange)
            : throw ReplayAnswers.Failure(exchange);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ChatCompletionRequestChecks.Check(request);
        var start = Begin(cancellationToken);
        var exchange = _deck.Take(CassetteCall.Stream, request);
        foreach (var (at, chunk) in ReplayAnswers.Chunks(exchange))
        {
            await WaitAsync(start, at, cancellationToken).ConfigureAwait(false);
            yield return chunk;
        }

        await WaitAsync(start, exchange.Took, cancellationToken).ConfigureAwait(false);
        if (exchange.End != CassetteEnd.Answered)
        {
            throw ReplayAnswers.Failure(exchange);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        var start = Begin(cancellationToken);
        var exchange = _deck.TakeModels();
        await WaitAsync(start, exchange.Took, cancellationToken).ConfigureAwait(false);
        return exchange.Models ?? throw ReplayAnswers.Failure(exchange);
    }

    /// <summary>Ends the backend: what still waits for a recorded time throws an <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync() => await _life.CancelAsync().ConfigureAwait(false);

    private long Begin(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_life.IsCancellationRequested, this);
        return _time.GetTimestamp();
    }

    private async ValueTask WaitAsync(long start, TimeSpan until, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_life.IsCancellationRequested, this);
        if (!_isExact || until - _time.GetElapsedTime(start) is not { Ticks: > 0 } rest)
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _life.Token);
        try
        {
            await Task.Delay(rest, _time, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException("The replay was disposed of while it waited.", error);
        }
    }
}
