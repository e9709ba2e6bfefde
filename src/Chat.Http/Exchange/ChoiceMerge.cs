using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>Makes one stream of the streams of single choices that come one after the other.</summary>
/// <param name="choices">How many there are.</param>
internal sealed class ChoiceMerge(int choices)
{
    private readonly ChatCompletionAccumulator _gathered = new();
    private Usage? _before;
    private Usage? _current;
    private int _index;

    /// <summary>True once a chunk has come.</summary>
    public bool HasChunks => _gathered.HasChunks;

    /// <summary>Takes a chunk of one choice's stream.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="index">Which choice it is of.</param>
    /// <returns>The chunk as one of the whole stream's.</returns>
    public ChatCompletionChunk Add(ChatCompletionChunk chunk, int index)
    {
        if (index != _index)
        {
            (_before, _current, _index) = (Sum(_before, _current), null, index);
        }

        _current = chunk.Usage ?? _current;
        var merged = chunk with
        {
            Choices = [.. chunk.Choices.Select(choice => choice with { Index = index })],
            Usage = chunk.Usage is null ? null : Sum(_before, chunk.Usage),
            // What was said of the first request holds for the others.
            Warnings = index == 0 ? chunk.Warnings : null,
            // A whole answer's outcome is read from all finish reasons.
            Outcome = chunk.Outcome is CompletionOutcome.Completed ? null : chunk.Outcome,
            IsLastChunk = chunk.IsLastChunk && index == choices - 1,
        };
        _gathered.Add(merged);
        return merged;
    }

    /// <summary>What has come, with what a failure brought of its own choice.</summary>
    /// <param name="failure">The failure.</param>
    public ChatCompletion ToPartial(ChatException failure) =>
        _gathered.ToCompletion(
            failure.Kind == ChatErrorKind.Incomplete ? CompletionOutcome.Incomplete : CompletionOutcome.Failed
        );

    private static Usage? Sum(Usage? one, Usage? other) =>
        one is null || other is null
            ? one ?? other
            : other with
            {
                PromptTokens = one.PromptTokens + other.PromptTokens,
                CompletionTokens = one.CompletionTokens + other.CompletionTokens,
                TotalTokens = one.TotalTokens + other.TotalTokens,
            };
}
