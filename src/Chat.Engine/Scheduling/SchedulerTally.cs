namespace Chat.Engine.Scheduling;

/// <summary>What a scheduler has done and what it holds. Written by its thread, read by any.</summary>
internal sealed class SchedulerTally
{
    // About this many decodes back the rate looks.
    private const double Weight = 0.05;

    private readonly Lock _gate = new();
    private SchedulerSnapshot _now = new();

    /// <summary>Everything, as it is now.</summary>
    public SchedulerSnapshot Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>Adds a prompt.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="cached">How many of them were in the cache.</param>
    public void AddPrompt(int tokens, int cached) =>
        Change(now => now with { PromptTokens = now.PromptTokens + tokens, ReusedTokens = now.ReusedTokens + cached });

    /// <summary>Adds a request that gave its room to others and is computed again.</summary>
    public void AddPutBack() => Change(now => now with { PutBack = now.PutBack + 1 });

    /// <summary>Adds a decode.</summary>
    /// <param name="outputs">How many tokens were chosen behind it.</param>
    /// <param name="threads">The threads it was computed on.</param>
    /// <param name="elapsed">How long it took.</param>
    public void AddDecode(int outputs, int threads, TimeSpan elapsed) =>
        Change(now =>
        {
            var seconds = Smooth(now.SecondsPerDecode, elapsed.TotalSeconds, now.Decodes);
            var chosen = Smooth(now.TokensPerDecode, outputs, now.Decodes);
            return now with
            {
                Decodes = now.Decodes + 1,
                SecondsPerDecode = seconds,
                TokensPerDecode = chosen,
                Threads = threads,
            };
        });

    /// <summary>Says what it holds.</summary>
    /// <param name="running">Requests let in.</param>
    /// <param name="waiting">Requests that wait for room.</param>
    /// <param name="parked">Sequences kept for later prompts.</param>
    /// <param name="used">Tokens in the cache.</param>
    public void Set(int running, int waiting, int parked, int used) =>
        Change(now => now with { Running = running, Waiting = waiting, Parked = parked, UsedTokens = used });

    private static double Smooth(double before, double value, long count) =>
        count == 0 ? value : before + (Weight * (value - before));

    private void Change(Func<SchedulerSnapshot, SchedulerSnapshot> change)
    {
        lock (_gate)
        {
            _now = change(_now);
        }
    }
}
