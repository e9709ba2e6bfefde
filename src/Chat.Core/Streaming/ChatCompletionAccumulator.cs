using Chat.Core.Completions;

namespace Chat.Core.Streaming;

/// <summary>
/// Gathers the chunks of a stream into the answer they make up. At any point it can give what has come so far, so that nothing is
/// lost when a stream is cut. Not safe for use by several threads at once.
/// </summary>
public sealed class ChatCompletionAccumulator
{
    private readonly SortedDictionary<int, ChoiceAccumulator> _choices = [];
    private readonly List<string> _warnings = [];
    private ChatCompletionChunk? _first;
    private Usage? _usage;
    private CompletionTimings? _timings;
    private string? _fingerprint;

    /// <summary>True once a chunk has come.</summary>
    public bool HasChunks => _first is not null;

    /// <summary>Adds the next chunk of the stream.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="ArgumentNullException"><paramref name="chunk"/> is null.</exception>
    public void Add(ChatCompletionChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        _first ??= chunk;
        _usage = chunk.Usage ?? _usage;
        _timings = chunk.Timings ?? _timings;
        _fingerprint = chunk.SystemFingerprint ?? _fingerprint;
        _warnings.AddRange(chunk.Warnings ?? []);
        foreach (var choice in chunk.Choices)
        {
            if (!_choices.TryGetValue(choice.Index, out var gathered))
            {
                gathered = new ChoiceAccumulator(choice.Index);
                _choices.Add(choice.Index, gathered);
            }

            gathered.Add(choice);
        }
    }

    /// <summary>The answer as gathered so far.</summary>
    /// <param name="outcome">
    /// How the stream ended, when the caller knows better than the chunks (cancelled, failed); null reads it from the finish reasons.
    /// </param>
    /// <exception cref="InvalidOperationException">No chunk has come yet.</exception>
    public ChatCompletion ToCompletion(CompletionOutcome? outcome = null)
    {
        var first = _first ?? throw new InvalidOperationException("No chunk has come yet.");
        return new ChatCompletion
        {
            Id = first.Id,
            Created = first.Created,
            Model = first.Model,
            Choices = [.. _choices.Values.Select(choice => choice.ToChoice())],
            Usage = _usage,
            SystemFingerprint = _fingerprint,
            Timings = _timings,
            Outcome = outcome ?? ReadOutcome(),
            Warnings = _warnings.Count > 0 ? [.. _warnings] : null,
            ExtensionData = first.ExtensionData,
        };
    }

    private CompletionOutcome ReadOutcome() =>
        _choices.Count == 0
            ? CompletionOutcome.Incomplete
            : _choices
                .Values.Select(choice => FinishReasonOutcomes.ToOutcome(choice.FinishReason))
                .FirstOrDefault(outcome => outcome != CompletionOutcome.Completed, CompletionOutcome.Completed);
}
