using Chat.Engine.Prefixes;

namespace Chat.Engine.Scheduling;

/// <summary>Finds the answers that can go on, and gives each its place in the cache.</summary>
/// <param name="cache">The cache.</param>
/// <param name="tally">Told how much of each prompt was found there.</param>
internal sealed class CacheFill(SequenceCache cache, SchedulerTally tally)
{
    // Tokens that a request waits for another one to compute; fewer are computed faster than waited for.
    private const int WorthWaiting = 32;

    /// <summary>The answers that have something to compute, and whose readers are near enough.</summary>
    /// <param name="running">The requests let in, in their order.</param>
    /// <returns>The answers in the order of their requests, each with a place in the cache.</returns>
    public List<AnswerSequence> Ready(IReadOnlyList<GenerationJob> running)
    {
        var ready = new List<AnswerSequence>();
        foreach (var job in running.Where(job => job.HasRoom))
        {
            foreach (var sequence in job.Sequences.Where(sequence => !sequence.HasEnded))
            {
                if (sequence.Cached is null && !IsBeginningComputed(sequence, running))
                {
                    Open(sequence);
                }

                if (sequence.Cached is not null)
                {
                    ready.Add(sequence);
                }
            }
        }

        return ready;
    }

    /// <summary>
    /// The tokens that an answer waits for: those of the prompt alone while other answers of its request are to begin where the prompt ends.
    /// </summary>
    /// <param name="sequence">The answer, with a place in the cache.</param>
    public static int Due(AnswerSequence sequence)
    {
        var prompt = sequence.Job.Plan.Prompt.Length - sequence.Computed;
        return prompt > 0 && sequence.Job.Sequences.Any(other => other.Cached is null && !other.HasEnded)
            ? prompt
            : sequence.Pending;
    }

    private void Open(AnswerSequence sequence)
    {
        // A request of several answers that was put back computes its prompt once, even where a sequence cannot be cut to share it.
        var prompt = sequence.Job.Plan.Prompt.Length;
        var sibling = sequence.Job.Sequences.FirstOrDefault(other =>
            other.Cached is not null && other.Computed == prompt
        );
        sequence.Cached = sibling is null ? cache.Open(sequence.Tokens) : cache.Fork(sibling.Cached!);
        if (sequence.Cached is not null && sequence.Job.CachedTokens is null)
        {
            sequence.Job.CachedTokens = sequence.Computed;
            tally.AddPrompt(sequence.Tokens.Length, sequence.Computed);
        }
    }

    // What another answer is computing right now is waited for, and not computed beside it.
    private bool IsBeginningComputed(AnswerSequence sequence, IReadOnlyList<GenerationJob> running)
    {
        // The first of several answers computes the prompt, and the others begin where it is done.
        var prompt = sequence.Job.Plan.Prompt.Length;
        if (sequence.Job.Sequences.Any(other => other.Cached is not null && other.Computed < prompt))
        {
            return true;
        }

        var own = cache.CountHeld(sequence.Tokens);
        return running
            .Where(job => job.HasRoom && job.Priority <= sequence.Job.Priority && job != sequence.Job)
            .SelectMany(job => job.Sequences)
            .Where(other => other.Cached is not null && other.Pending > 1)
            .Select(other => (other.Computed, Common: cache.CountShareable(sequence.Tokens, other.Tokens)))
            .Any(other => other.Common > other.Computed && other.Common >= own + WorthWaiting);
    }
}
