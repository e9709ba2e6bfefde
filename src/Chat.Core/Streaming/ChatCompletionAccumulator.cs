using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>
/// Gathers the chunks of a stream into the answer they make up. At any point it can give what has come so far, so that nothing is
/// lost when a stream is cut. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// Text, log probabilities and warnings are appended. Of every other field the last value holds, except <c>id</c>, <c>created</c> and
/// <c>model</c>, where the first one that says something does: some servers leave them empty on the first chunk, some change them later.
/// It holds as much as the stream brought, for at most <see cref="ChatCompletionRequestChecks.MaxChoices"/> choices; the length of the
/// stream itself is bounded by the backend.
/// </remarks>
public sealed class ChatCompletionAccumulator
{
    private readonly SortedDictionary<int, ChoiceAccumulator> _choices = [];
    private readonly List<string> _warnings = [];
    private string _id = "";
    private string _model = "";
    private long _created;
    private Usage? _usage;
    private CompletionTimings? _timings;
    private string? _fingerprint;
    private Dictionary<string, JsonElement>? _extras;

    /// <summary>True once a chunk has come.</summary>
    public bool HasChunks { get; private set; }

    /// <summary>Adds the next chunk of the stream.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="ArgumentNullException"><paramref name="chunk"/> is null.</exception>
    /// <exception cref="ChatException">
    /// A choice's index is negative or <see cref="ChatCompletionRequestChecks.MaxChoices"/> and up: kind <see cref="ChatErrorKind.Protocol"/>,
    /// with what had come before.
    /// </exception>
    public void Add(ChatCompletionChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        HasChunks = true;
        _id = _id.Length > 0 ? _id : chunk.Id;
        _model = _model.Length > 0 ? _model : chunk.Model;
        _created = _created != 0 ? _created : chunk.Created;
        _usage = chunk.Usage ?? _usage;
        _timings = chunk.Timings ?? _timings;
        _fingerprint = chunk.SystemFingerprint ?? _fingerprint;
        _warnings.AddRange(chunk.Warnings ?? []);
        ExtensionFields.Keep(ref _extras, chunk.ExtensionData);
        foreach (var choice in chunk.Choices)
        {
            ChoiceAt(choice.Index).Add(choice);
        }
    }

    /// <summary>The answer as gathered so far. It does not change when further chunks come.</summary>
    /// <param name="outcome">
    /// How the stream ended, when the caller knows better than the chunks (cancelled, failed); null reads it from the finish reasons.
    /// </param>
    /// <exception cref="InvalidOperationException">No chunk has come yet.</exception>
    public ChatCompletion ToCompletion(CompletionOutcome? outcome = null) =>
        HasChunks
            ? new ChatCompletion
            {
                Id = _id,
                Created = _created,
                Model = _model,
                Choices = [.. _choices.Values.Select(choice => choice.ToChoice())],
                Usage = _usage,
                SystemFingerprint = _fingerprint,
                Timings = _timings,
                Outcome = outcome ?? ReadOutcome(),
                Warnings = _warnings.Count > 0 ? [.. _warnings] : null,
                ExtensionData = ExtensionFields.Copy(_extras),
            }
            : throw new InvalidOperationException("No chunk has come yet.");

    private ChoiceAccumulator ChoiceAt(int index)
    {
        if (index is < 0 or >= ChatCompletionRequestChecks.MaxChoices)
        {
            throw new ChatException(
                ChatErrorKind.Protocol,
                $"The stream brought a choice with the index {index}.",
                $"Ask the server's operator: an index is 0 to {ChatCompletionRequestChecks.MaxChoices - 1}."
            )
            {
                Partial = ToCompletion(CompletionOutcome.Failed),
            };
        }

        if (!_choices.TryGetValue(index, out var gathered))
        {
            gathered = new ChoiceAccumulator(index);
            _choices.Add(index, gathered);
        }

        return gathered;
    }

    // One choice without a reason means that the stream was cut, however the others ended.
    private CompletionOutcome ReadOutcome() =>
        _choices.Count == 0 || _choices.Values.Any(choice => choice.FinishReason is null)
            ? CompletionOutcome.Incomplete
            : _choices
                .Values.Select(choice => FinishReasonOutcomes.ToOutcome(choice.FinishReason))
                .FirstOrDefault(outcome => outcome != CompletionOutcome.Completed, CompletionOutcome.Completed);
}
