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
    private IReadOnlyList<string>? _warnings;
    private ChatCompletionChunk? _held;

    /// <summary>Begins an answer.</summary>
    /// <param name="model">The model that answers.</param>
    /// <param name="options">The clock and the source of the answer's id.</param>
    /// <param name="plan">What is asked.</param>
    /// <param name="includeUsage">True to end with a chunk that brings the usage.</param>
    /// <param name="warnings">What is not done as asked; told on the first chunk.</param>
    public AnswerChunks(
        LoadedModel model,
        EngineOptions options,
        GenerationPlan plan,
        bool includeUsage,
        IReadOnlyList<string> warnings
    )
    {
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

    /// <summary>Wraps a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <returns>The chunks that may go out now.</returns>
    public IEnumerable<ChatCompletionChunk> Add(ChunkChoice piece)
    {
        var chunk = _empty with { Choices = [piece], Warnings = _warnings };
        _warnings = null;
        if (_held is { } held)
        {
            _held = null;
            yield return held;
        }

        // The chunk that ends the last choice carries the timings, which are not known until the run has ended.
        if (piece.FinishReason is not null)
        {
            _held = chunk;
        }
        else
        {
            yield return chunk;
        }
    }

    /// <summary>Ends the answer.</summary>
    /// <param name="tally">What the run did.</param>
    /// <param name="setUp">The time from the request to the start of the run.</param>
    /// <param name="loadTime">The time of loading the model; null when it was loaded already.</param>
    /// <returns>The last chunks.</returns>
    public IEnumerable<ChatCompletionChunk> End(GenerationTally tally, TimeSpan setUp, TimeSpan? loadTime)
    {
        var timings = new CompletionTimings
        {
            PromptTokens = _plan.Prompt.Length,
            PromptMilliseconds = Round(tally.PromptTime),
            PredictedTokens = tally.GeneratedTokens,
            PredictedMilliseconds = Round(tally.GenerationTime),
            TimeToFirstTokenMilliseconds = tally.FirstTokenTime is { } first ? Round(setUp + first) : null,
            LoadMilliseconds = loadTime is { } load ? Round(load) : null,
        };
        if (_held is { } last)
        {
            yield return _includeUsage ? last : last with { Timings = timings };
        }

        if (_includeUsage)
        {
            yield return _empty with
            {
                Usage = Usage(tally),
                Timings = timings,
            };
        }
    }

    private Usage Usage(GenerationTally tally) =>
        new()
        {
            PromptTokens = _plan.Prompt.Length,
            CompletionTokens = tally.GeneratedTokens,
            TotalTokens = _plan.Prompt.Length + tally.GeneratedTokens,
            PromptTokensDetails = new PromptTokensDetails { CachedTokens = 0 },
        };

    private static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
