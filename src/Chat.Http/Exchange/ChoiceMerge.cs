using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>Makes one stream of the streams of single choices that come one after the other.</summary>
/// <param name="choices">How many there are.</param>
internal sealed class ChoiceMerge(int choices)
{
    private readonly ChatCompletionAccumulator _gathered = new();
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private ChatCompletionAccumulator _one = new();
    private Usage? _usageBefore;
    private Usage? _usage;
    private CompletionTimings? _timingsBefore;
    private CompletionTimings? _timings;
    private CompletionOutcome _outcome = CompletionOutcome.Completed;
    private bool _isOutcomeTold;
    private int _index;
    private TimeSpan _begun;
    private TimeSpan _last;

    /// <summary>Takes up the next choice's stream. To be called before its first chunk.</summary>
    /// <param name="index">Which choice it is of.</param>
    /// <param name="elapsed">From the request for all of them to now.</param>
    public void Begin(int index, TimeSpan elapsed)
    {
        (_usageBefore, _usage) = (Sum(_usageBefore, _usage), null);
        (_timingsBefore, _timings) = (TimingsSum.Of(_timingsBefore, _timings), null);
        (_index, _begun, _one) = (index, elapsed, new());
    }

    /// <summary>Takes a chunk of the choice's stream.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <returns>The chunk as one of the whole stream's.</returns>
    public ChatCompletionChunk Add(ChatCompletionChunk chunk)
    {
        _usage = chunk.Usage ?? _usage;
        _timings = chunk.Timings ?? _timings;
        _isOutcomeTold |= chunk.Outcome is not null;
        _one.Add(chunk);
        if (chunk.IsLastChunk && _outcome == CompletionOutcome.Completed)
        {
            _outcome = _one.ToCompletion().Outcome ?? _outcome;
        }

        var isLast = chunk.IsLastChunk && _index == choices - 1;
        var merged = Timed(chunk) with
        {
            Choices = [.. chunk.Choices.Select(choice => choice with { Index = _index })],
            Usage = chunk.Usage is null ? null : Sum(_usageBefore, chunk.Usage),
            Timings = chunk.Timings is null ? null : TimingsSum.Of(_timingsBefore, chunk.Timings),
            Warnings = NewOnes(chunk.Warnings),
            // Each request told its own. That of the whole answer is read from the finish reasons, unless one of them had none.
            Outcome = isLast && _isOutcomeTold ? _outcome : null,
            IsLastChunk = isLast,
        };
        _gathered.Add(merged);
        return merged;
    }

    /// <summary>What has come, with what a failure brought of its own choice; null when nothing has.</summary>
    /// <param name="failure">The failure, of the present choice.</param>
    public ChatCompletion? ToPartial(ChatException failure)
    {
        // A choice that was asked for whole comes with its failure only.
        if (failure.Partial is { } partial && !_one.HasChunks)
        {
            Add(partial.ToChunk() with { IsLastChunk = false });
        }

        return _gathered.HasChunks
            ? _gathered.ToCompletion(
                failure.Kind == ChatErrorKind.Incomplete ? CompletionOutcome.Incomplete : CompletionOutcome.Failed
            )
            : null;
    }

    // Each stream counts from its own request; the caller's time goes on. A chunk that nobody timed stays without.
    private ChatCompletionChunk Timed(ChatCompletionChunk chunk)
    {
        if (chunk.TotalLatency <= TimeSpan.Zero)
        {
            return chunk;
        }

        var (before, total) = (_last, _begun + chunk.TotalLatency);
        _last = total;
        return chunk with { TotalLatency = total, ChunkLatency = total - before };
    }

    // What is said of the first request holds for the others, and need not be said again.
    private List<string>? NewOnes(IReadOnlyList<string>? warnings) =>
        warnings?.Where(_warned.Add).ToList() is { Count: > 0 } news ? news : null;

    private static Usage? Sum(Usage? one, Usage? other) =>
        one is null || other is null
            ? one ?? other
            : other with
            {
                PromptTokens = one.PromptTokens + other.PromptTokens,
                CompletionTokens = one.CompletionTokens + other.CompletionTokens,
                TotalTokens = one.TotalTokens + other.TotalTokens,
                PromptTokensDetails = Sum(one.PromptTokensDetails, other.PromptTokensDetails),
                CompletionTokensDetails = Sum(one.CompletionTokensDetails, other.CompletionTokensDetails),
            };

    private static PromptTokensDetails? Sum(PromptTokensDetails? one, PromptTokensDetails? other) =>
        one is null || other is null
            ? one ?? other
            : other with
            {
                CachedTokens = Sum(one.CachedTokens, other.CachedTokens),
                AudioTokens = Sum(one.AudioTokens, other.AudioTokens),
                CacheWriteTokens = Sum(one.CacheWriteTokens, other.CacheWriteTokens),
                ImageTokens = Sum(one.ImageTokens, other.ImageTokens),
                TextTokens = Sum(one.TextTokens, other.TextTokens),
            };

    private static CompletionTokensDetails? Sum(CompletionTokensDetails? one, CompletionTokensDetails? other) =>
        one is null || other is null
            ? one ?? other
            : other with
            {
                ReasoningTokens = Sum(one.ReasoningTokens, other.ReasoningTokens),
                AudioTokens = Sum(one.AudioTokens, other.AudioTokens),
                AcceptedPredictionTokens = Sum(one.AcceptedPredictionTokens, other.AcceptedPredictionTokens),
                RejectedPredictionTokens = Sum(one.RejectedPredictionTokens, other.RejectedPredictionTokens),
                TextTokens = Sum(one.TextTokens, other.TextTokens),
            };

    private static int? Sum(int? one, int? other) => one is null ? other : one + (other ?? 0);
}
