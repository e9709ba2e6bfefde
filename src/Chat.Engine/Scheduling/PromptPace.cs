namespace Chat.Engine.Scheduling;

/// <summary>
/// Decides how many tokens of prompts go into a batch beside running answers: as many as keep a step near <see cref="Step"/>, by how long
/// a token of a batch has taken of late. It needs no clock of its own.
/// </summary>
internal sealed class PromptPace
{
    /// <summary>The fewest tokens: a batch this large computes almost as fast, by token, as a full one.</summary>
    public const int Least = 32;

    /// <summary>The most tokens: a whole batch.</summary>
    public const int Most = Models.ContextShape.MaxBatchSize;

    /// <summary>How long a step may take beside running answers. A reader hardly sees a pause of that length.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private const double Weight = 0.2;
    private double _secondsPerToken;

    /// <summary>How many tokens. <see cref="Least"/> until something was measured.</summary>
    public int Tokens { get; private set; } = Least;

    /// <summary>Adds a measurement; batches of fewer than <see cref="Least"/> tokens say nothing about it.</summary>
    /// <param name="tokens">The tokens of the batch.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Add(int tokens, TimeSpan elapsed)
    {
        if (tokens < Least)
        {
            return;
        }

        var seconds = elapsed.TotalSeconds / tokens;
        _secondsPerToken = _secondsPerToken > 0 ? _secondsPerToken + (Weight * (seconds - _secondsPerToken)) : seconds;
        Tokens = (int)Math.Clamp(Step.TotalSeconds / Math.Max(_secondsPerToken, 1e-9), Least, Most);
    }
}
