using Chat.Engine.Prefixes;

namespace Chat.Engine.Scheduling;

/// <summary>A decoder with the book of what it holds and the batch that it computes next; all three come and go together.</summary>
/// <param name="decoder">The decoder.</param>
/// <param name="tally">Told how much of each prompt was found in the cache.</param>
internal sealed class SchedulerSpace(ISequenceDecoder decoder, SchedulerTally tally)
{
    /// <summary>The tokens of each answer for which there must be room when its request is let in beside others.</summary>
    public const int Ahead = 128;

    /// <summary>The decoder.</summary>
    public ISequenceDecoder Decoder { get; } = decoder;

    /// <summary>What it holds.</summary>
    public SequenceCache Cache { get; } = new(decoder);

    /// <summary>What it computes next.</summary>
    public SharedBatch Batch { get; } = new(decoder);

    /// <summary>Finds what can go on.</summary>
    public CacheFill Fill => field ??= new CacheFill(Cache, tally);

    /// <summary>
    /// True when there is room for all that is to be computed now and for a while. Should it not last, the last request is put back.
    /// </summary>
    /// <param name="job">The request that is to come in.</param>
    /// <param name="beside">The requests beside it.</param>
    public bool HasRoomFor(GenerationJob job, IReadOnlyCollection<GenerationJob> beside)
    {
        var sequences = beside.Sum(other => other.Plan.Choices) + job.Plan.Choices;
        var tokens = Cache.Pinned + beside.Sum(other => other.Need(Ahead)) + job.Need(Ahead);
        return sequences <= Decoder.MaxSequences
            && tokens - Cache.CountShared(job.Sequences[0].Tokens) <= Decoder.Length;
    }

    /// <summary>True when there would be room if some of the requests were put back.</summary>
    /// <param name="job">The request that is to come in.</param>
    /// <param name="beside">The requests beside it.</param>
    /// <param name="without">Those of them that would be put back.</param>
    public bool HasRoomFor(
        GenerationJob job,
        IReadOnlyCollection<GenerationJob> beside,
        IReadOnlyCollection<GenerationJob> without
    )
    {
        var held = without
            .SelectMany(other => other.Sequences)
            .Select(sequence => sequence.Cached)
            .OfType<CachedSequence>()
            .ToList();
        // What they hold is pinned no more while this is asked.
        held.ForEach(sequence => sequence.Park());
        var hasRoom = HasRoomFor(job, [.. beside.Except(without)]);
        held.ForEach(sequence => sequence.Unpark());
        return hasRoom;
    }

    /// <summary>Chooses the next token of an answer whose tokens are all computed.</summary>
    /// <param name="entry">The answer in the batch.</param>
    public void Advance(BatchEntry entry)
    {
        if (entry.Output < 0)
        {
            return;
        }

        var sequence = entry.Sequence;
        var others = new List<AnswerSequence>();
        if (sequence.Choice.TokenCount == 0)
        {
            // At the end of the prompt all answers begin from its one output.
            others.AddRange(sequence.Job.Sequences.Where(other => other.Cached is null && !other.HasEnded));
            others.ForEach(other => other.Cached = Cache.Fork(sequence.Cached!));
        }

        AdvanceOne(sequence, entry.Output);
        others.ForEach(other => AdvanceOne(other, entry.Output));
    }

    /// <summary>Brings the store back to what the book says, after a decode that did not finish.</summary>
    public void Restore()
    {
        foreach (var entry in Batch.Entries)
        {
            if (entry.Sequence.Cached is { } cached && !Cache.TryRestore(cached))
            {
                entry.Sequence.Cached = null;
            }
        }
    }

    /// <summary>Ends an answer's use of the cache. What was computed may be the beginning of a later prompt, and stays.</summary>
    /// <param name="sequence">The answer.</param>
    public void Park(AnswerSequence sequence)
    {
        if (sequence.Cached is { } cached)
        {
            sequence.Cached = null;
            Cache.Park(cached);
        }
    }

    /// <summary>Takes an answer out of the cache.</summary>
    /// <param name="sequence">The answer.</param>
    public void Drop(AnswerSequence sequence)
    {
        if (sequence.Cached is { } cached)
        {
            sequence.Cached = null;
            Cache.Remove(cached);
        }
    }

    private void AdvanceOne(AnswerSequence sequence, int output)
    {
        sequence.Job.Advance(sequence, Decoder.Logits(output));
        if (sequence.HasEnded)
        {
            Park(sequence);
        }
    }
}
