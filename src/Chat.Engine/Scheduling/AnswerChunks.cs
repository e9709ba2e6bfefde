using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Engine.Models;

namespace Chat.Engine.Scheduling;

/// <summary>Wraps the pieces of an answer into the chunks that go out.</summary>
internal sealed class AnswerChunks
{
    private readonly GenerationPlan _plan;
    private readonly bool _includeUsage;
    private readonly ChatCompletionChunk _empty;
    private readonly TimeProvider _time;
    private readonly long _start;
    private long _lastTime;
    private IReadOnlyList<string>? _warnings;
    private ChatCompletionChunk? _held;
    private int _ended;

    /// <summary>Begins an answer.</summary>
    /// <param name="model">The model that answers.</param>
    /// <param name="options">The clock and the source of the answer's id.</param>
    /// <param name="plan">What is asked.</param>
    /// <param name="includeUsage">True to end with a chunk that brings the usage.</param>
    /// <param name="warnings">What is not done as asked; told on the first chunk.</param>
    /// <param name="start">When the request came, by the options' clock.</param>
    public AnswerChunks(
        LoadedModel model,
        EngineOptions options,
        GenerationPlan plan,
        bool includeUsage,
        IReadOnlyList<string> warnings,
        long start
    )
    {
        _time = options.Time;
        _start = start;
        _lastTime = start;
        _plan = plan;
        _includeUsage = includeUsage;
        _warnings = warnings.Count > 0 ? warnings : null;
        _empty = new ChatCompletionChunk
        {
            Id = $"chatcmpl-{options.RandomSource():x16}",
            Created = options.Time.GetUtcNow().ToUnixTimeSeconds(),
            Model = model.File.Name,
            SystemFingerprint = model.Fingerprint,
            Choices = [],
        };
    }

    /// <summary>Has the next chunk say more of what is not as asked.</summary>
    /// <param name="warnings">A sentence each; none changes nothing.</param>
    public void Warn(IReadOnlyList<string> warnings)
    {
        if (warnings.Count > 0)
        {
            _warnings = [.. _warnings ?? [], .. warnings];
        }
    }

    /// <summary>Wraps a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <returns>The chunk to send now; null for the one that waits for the timings.</returns>
    public ChatCompletionChunk? Add(ChunkChoice piece)
    {
        var chunk = _empty with { Choices = [piece], Warnings = _warnings };
        _warnings = null;
        _ended += piece.FinishReason is null ? 0 : 1;
        if (_includeUsage || _ended < _plan.Choices)
        {
            return Stamp(chunk);
        }

        // The chunk that ends the last choice carries the timings, which are not known until the run has ended.
        _held = chunk;
        return null;
    }

    /// <summary>Ends the answer.</summary>
    /// <param name="tally">What the run did.</param>
    /// <param name="setUp">The time from the request to the start of the run.</param>
    /// <param name="loadTime">The time of loading the model; null when it was loaded already.</param>
    /// <returns>The last chunk.</returns>
    public ChatCompletionChunk End(GenerationTally tally, TimeSpan setUp, TimeSpan? loadTime)
    {
        var timings = new CompletionTimings
        {
            CachedTokens = tally.CachedTokens,
            PromptTokens = _plan.Prompt.Length - tally.CachedTokens,
            PromptMilliseconds = Round(tally.PromptTime),
            PredictedTokens = tally.GeneratedTokens,
            PredictedMilliseconds = Round(tally.GenerationTime),
            TimeToFirstTokenMilliseconds = tally.FirstTokenTime is { } first ? Round(setUp + first) : null,
            LoadMilliseconds = loadTime is { } load ? Round(load) : null,
        };
        var last = _held ?? _empty with { Usage = Usage(tally) };
        return Stamp(last) with { Timings = timings, IsLastChunk = true };
    }

    private ChatCompletionChunk Stamp(ChatCompletionChunk chunk)
    {
        var before = _lastTime;
        _lastTime = _time.GetTimestamp();
        return chunk with
        {
            ChunkLatency = _time.GetElapsedTime(before, _lastTime),
            TotalLatency = _time.GetElapsedTime(_start, _lastTime),
        };
    }

    private Usage Usage(GenerationTally tally) =>
        new()
        {
            PromptTokens = _plan.Prompt.Length,
            CompletionTokens = tally.GeneratedTokens,
            TotalTokens = _plan.Prompt.Length + tally.GeneratedTokens,
            PromptTokensDetails = new PromptTokensDetails { CachedTokens = tally.CachedTokens },
            CompletionTokensDetails = tally.ReasoningTokens is { } reasoning
                ? new CompletionTokensDetails { ReasoningTokens = reasoning }
                : null,
        };

    private static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
