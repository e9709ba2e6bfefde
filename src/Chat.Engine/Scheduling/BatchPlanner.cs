namespace Chat.Engine.Scheduling;

/// <summary>
/// Decides what goes into the next batch: of the highest priority present, one token for each running answer, and beside them parts of
/// prompts, which share what is left evenly; what a short prompt does not need goes to the longer ones.
/// </summary>
internal static class BatchPlanner
{
    /// <summary>Decides.</summary>
    /// <param name="work">What the sequences wait for, in the order of their requests.</param>
    /// <param name="capacity">The most tokens of the batch.</param>
    /// <param name="promptTokens">
    /// The most tokens of prompts beside running answers, which keep their pace by it; alone, prompts may fill the batch.
    /// </param>
    /// <param name="isPaced">True to keep to that in any case, for the answers of another model.</param>
    /// <returns>How many tokens of each are in the batch, in the same order.</returns>
    public static int[] Plan(IReadOnlyList<PendingWork> work, int capacity, int promptTokens, bool isPaced = false)
    {
        var shares = new int[work.Count];
        if (work.Count == 0)
        {
            return shares;
        }

        var highest = work.Min(item => item.Priority);
        var left = capacity;
        var prompts = new List<int>();
        for (var index = 0; index < work.Count; index++)
        {
            if (work[index].Priority != highest)
            {
                continue;
            }

            if (work[index].Tokens > 1)
            {
                prompts.Add(index);
            }
            else if (left > 0)
            {
                shares[index] = 1;
                left--;
            }
        }

        ShareEvenly(work, prompts, left == capacity && !isPaced ? left : Math.Min(left, promptTokens), shares);
        return shares;
    }

    // From the smallest prompt up, each takes its even part of what is left, and leaves what it does not need to the others.
    private static void ShareEvenly(IReadOnlyList<PendingWork> work, List<int> prompts, int tokens, int[] shares)
    {
        var waiting = prompts.Count;
        foreach (var index in prompts.OrderBy(index => work[index].Tokens))
        {
            // Rounded up, so that with fewer tokens than prompts the first ones get them.
            shares[index] = Math.Min(work[index].Tokens, (tokens + waiting - 1) / waiting);
            tokens -= shares[index];
            waiting--;
        }
    }
}
