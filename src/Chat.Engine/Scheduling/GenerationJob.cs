using Chat.Core.Backends;
using Chat.Engine.Models;

namespace Chat.Engine.Scheduling;

/// <summary>A request while it is scheduled. Made by its caller; then it belongs to the scheduler until <see cref="Left"/> is done.</summary>
internal sealed class GenerationJob
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private long? _start;
    private TimeSpan? _untilFirst;

    /// <summary>Makes a request ready. The work of it is done here, and not on the thread of the scheduler.</summary>
    /// <param name="plan">What is asked.</param>
    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="time">The clock.</param>
    public GenerationJob(GenerationPlan plan, Vocabulary vocabulary, TimeProvider time)
    {
        Plan = plan;
        _time = time;
        Sequences =
        [
            .. Enumerable
                .Range(0, plan.Choices)
                .Select(index => new AnswerSequence(this, new ChoiceGeneration(index, plan, vocabulary), plan.Prompt)),
        ];
    }

    /// <summary>What is asked.</summary>
    public GenerationPlan Plan { get; }

    /// <summary>How soon.</summary>
    public RequestPriority Priority { get; init; }

    /// <summary>Wraps its pieces into chunks.</summary>
    public required AnswerChunks Answer { get; init; }

    /// <summary>Where its chunks go.</summary>
    public required AnswerStream Stream { get; init; }

    /// <summary>When the request came, by the clock.</summary>
    public required long Requested { get; init; }

    /// <summary>How long its model took to load; null when it was loaded already.</summary>
    public TimeSpan? LoadTime { get; init; }

    /// <summary>Ends it.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Its answers.</summary>
    public IReadOnlyList<AnswerSequence> Sequences { get; }

    /// <summary>When it came, as a count; given by the scheduler.</summary>
    public long Order { get; set; }

    /// <summary>How much of the prompt was found in the cache; null before it was first looked for.</summary>
    public int? CachedTokens { get; set; }

    /// <summary>True when an answer still goes on.</summary>
    public bool GoesOn => Sequences.Any(sequence => !sequence.HasEnded);

    /// <summary>True when its reader is near enough to compute for.</summary>
    public bool HasRoom => Stream.HasRoom;

    /// <summary>Done when the scheduler works on it no more. It never fails: the failure is at the end of the stream.</summary>
    public Task Left => _left.Task;

    /// <summary>The tokens that the cache must still take up for it to go on for a while.</summary>
    /// <param name="ahead">How many tokens ahead to look, for each answer.</param>
    public long Need(int ahead)
    {
        var tokens = 0L;
        var isPromptCounted = false;
        foreach (var sequence in Sequences.Where(sequence => !sequence.HasEnded))
        {
            tokens += Math.Min(ahead, Plan.TokenLimit - sequence.Choice.TokenCount);
            // The answers share the prompt: only one of them takes it up.
            tokens += sequence.Tokens.Length - Math.Max(sequence.Computed, isPromptCounted ? Plan.Prompt.Length : 0);
            isPromptCounted = true;
        }

        return tokens;
    }

    /// <summary>Begins the clock of the prompt, the first time it is called.</summary>
    public void Begin() => _start ??= _time.GetTimestamp();

    /// <summary>Chooses the next token of an answer and sends what may be shown.</summary>
    /// <param name="sequence">The answer.</param>
    /// <param name="logits">The logits behind its last token.</param>
    public void Advance(AnswerSequence sequence, ReadOnlySpan<float> logits)
    {
        _untilFirst ??= _time.GetElapsedTime(_start ?? Requested);
        var piece = sequence.Choice.Advance(logits);
        sequence.Accept();
        Answer.Warn(sequence.Choice.Warnings);
        if (piece is not null && Answer.Add(piece) is { } chunk)
        {
            Stream.Write(chunk);
        }
    }

    /// <summary>Ends it well: the last chunk goes out.</summary>
    public void Finish()
    {
        var start = _start ?? Requested;
        var untilFirst = _untilFirst ?? TimeSpan.Zero;
        var tally = new GenerationTally(
            Sequences.Sum(sequence => sequence.Choice.TokenCount),
            untilFirst,
            _time.GetElapsedTime(start) - untilFirst,
            _untilFirst,
            CachedTokens ?? 0,
            Plan.Shape is { Reasons: true } ? Sequences.Sum(sequence => sequence.Choice.ReasoningTokens) : null
        );
        Stream.Write(Answer.End(tally, _time.GetElapsedTime(Requested, start), LoadTime));
        Leave(error: null);
    }

    /// <summary>Ends it with a failure, which the reader gets behind the chunks.</summary>
    /// <param name="error">The failure.</param>
    public void Fail(Exception error) => Leave(error);

    private void Leave(Exception? error)
    {
        Stream.End(error);
        _left.TrySetResult();
    }
}
