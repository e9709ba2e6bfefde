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
/// Text, log probabilities, annotations and warnings are appended, and tool calls put together from their pieces; so are the lists
/// <c>token_ids</c> (vLLM) and <c>reasoning_details</c> (OpenRouter) among the fields this library does not know. Of every other field the
/// last value holds, except <c>id</c>, <c>created</c> and <c>model</c>, where the first one that says something does: some servers leave
/// them empty on the first chunk, some change them later (<see cref="ChangedFields"/>). <c>obfuscation</c> means nothing and is dropped.
/// A call without an id of its own gets one, <c>call_0</c> for the first call.
/// It holds as much as the stream brought, for at most <see cref="ChatCompletionRequestChecks.MaxChoices"/> choices of 1,024 tool calls each; the length of the
/// stream itself is bounded by the backend.
/// </remarks>
public sealed class ChatCompletionAccumulator
{
    private readonly SortedDictionary<int, ChoiceAccumulator> _choices = [];
    private readonly List<string> _warnings = [];
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);
    private ChoiceAccumulator? _last;
    private string _id = "";
    private string _model = "";
    private long _created;
    private Usage? _usage;
    private CompletionTimings? _timings;
    private CompletionOutcome? _outcome;
    private string? _fingerprint;
    private ServiceTier? _serviceTier;
    private IReadOnlyDictionary<string, string>? _metadata;
    private ModerationReport? _moderation;
    private TimeSpan? _latency;
    private TimeSpan? _timeToFirstToken;
    private bool _hasOutput;
    private Dictionary<string, JsonElement>? _extras;

    /// <summary>True once a chunk has come.</summary>
    public bool HasChunks { get; private set; }

    /// <summary>
    /// Which of <c>created</c>, <c>id</c> and <c>model</c> were told anew with another value, by wire name. Routers change them within a
    /// stream (Azure, Groq); the answer has the first ones, and a change of the model is also among its warnings.
    /// </summary>
    public IReadOnlyCollection<string> ChangedFields => [.. _changed];

    /// <summary>Adds the next chunk of the stream.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="ArgumentNullException"><paramref name="chunk"/> is null.</exception>
    /// <exception cref="ChatException">
    /// A choice's index is negative or <see cref="ChatCompletionRequestChecks.MaxChoices"/> and up, or a choice has more than 1,024 tool
    /// calls: kind <see cref="ChatErrorKind.Protocol"/>, with what had come before.
    /// </exception>
    public void Add(ChatCompletionChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        HasChunks = true;
        AddIdentity(chunk);
        _usage = chunk.Usage ?? _usage;
        _timings = chunk.Timings ?? _timings;
        _outcome = chunk.Outcome ?? _outcome;
        _fingerprint = chunk.SystemFingerprint ?? _fingerprint;
        _serviceTier = chunk.ServiceTier ?? _serviceTier;
        _metadata = chunk.Metadata ?? _metadata;
        _moderation = Join(_moderation, chunk.Moderation);
        if (chunk.Warnings is { } warnings)
        {
            _warnings.AddRange(warnings);
        }

        ExtensionFields.Keep(ref _extras, chunk.ExtensionData);
        try
        {
            AddChoices(chunk);
        }
        catch (ChatException error)
        {
            throw error.WithPartial(ToCompletion(CompletionOutcome.Failed));
        }
    }

    /// <summary>The answer as gathered so far. It does not change when further chunks come.</summary>
    /// <param name="outcome">
    /// How the stream ended, when the caller knows better than the chunks (cancelled, failed); null takes what a chunk
    /// told, else reads it from the finish reasons.
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
                ServiceTier = _serviceTier,
                SystemFingerprint = _fingerprint,
                Metadata = _metadata,
                Moderation = _moderation,
                Timings = _timings,
                Outcome = outcome ?? _outcome ?? ReadOutcome(),
                Warnings = _warnings.Count > 0 ? [.. _warnings] : null,
                Latency = _latency,
                TimeToFirstToken = _timeToFirstToken,
                ExtensionData = ExtensionFields.Copy(_extras),
            }
            : throw new InvalidOperationException("No chunk has come yet.");

    private void AddIdentity(ChatCompletionChunk chunk)
    {
        if (_id.Length == 0)
        {
            _id = chunk.Id;
        }
        else if (chunk.Id.Length > 0 && !string.Equals(chunk.Id, _id, StringComparison.Ordinal))
        {
            _changed.Add("id");
        }

        if (_created == 0)
        {
            _created = chunk.Created;
        }
        else if (chunk.Created != 0 && chunk.Created != _created)
        {
            _changed.Add("created");
        }

        if (_model.Length == 0)
        {
            _model = chunk.Model;
        }
        else if (
            chunk.Model.Length > 0
            && !string.Equals(chunk.Model, _model, StringComparison.Ordinal)
            && _changed.Add("model")
        )
        {
            _warnings.Add($"The server changed the model within the answer, from {_model} to {chunk.Model}.");
        }
    }

    private void AddChoices(ChatCompletionChunk chunk)
    {
        for (var place = 0; place < chunk.Choices.Count; place++)
        {
            var choice = chunk.Choices[place];
            var gathered = ChoiceAt(choice.Index);
            gathered.Add(choice);
            _hasOutput |= gathered.HasOutput;
        }

        if (chunk.TotalLatency > TimeSpan.Zero)
        {
            _latency = chunk.TotalLatency;
            _timeToFirstToken ??= _hasOutput ? chunk.TotalLatency : null;
        }
    }

    private ChoiceAccumulator ChoiceAt(int index)
    {
        if (_last is { } last && last.Index == index)
        {
            return last;
        }

        if (index is < 0 or >= ChatCompletionRequestChecks.MaxChoices)
        {
            throw new ChatException(
                ChatErrorKind.Protocol,
                $"The stream brought a choice with the index {index}.",
                $"Ask the server's operator: an index is 0 to {ChatCompletionRequestChecks.MaxChoices - 1}."
            );
        }

        if (!_choices.TryGetValue(index, out var gathered))
        {
            gathered = new ChoiceAccumulator(index);
            _choices.Add(index, gathered);
        }

        return _last = gathered;
    }

    // Moderation tells of the request on one chunk and of the answer on another.
    private static ModerationReport? Join(ModerationReport? before, ModerationReport? after) =>
        before is null || after is null
            ? after ?? before
            : after with
            {
                Input = after.Input ?? before.Input,
                Output = after.Output ?? before.Output,
            };

    // One choice without a reason means that the stream was cut, however the others ended.
    private CompletionOutcome ReadOutcome() =>
        _choices.Count == 0 || _choices.Values.Any(choice => choice.FinishReason is null)
            ? CompletionOutcome.Incomplete
            : _choices
                .Values.Select(choice => choice.Outcome)
                .FirstOrDefault(outcome => outcome != CompletionOutcome.Completed, CompletionOutcome.Completed);
}
