namespace Chat.Engine.Sampling;

/// <summary>
/// Measures log probabilities on the model's own logits, before any sampling setting, as <c>logprobs</c> has them.
/// Keeps some kilobytes of room. Not safe for use by several threads at once.
/// </summary>
internal sealed class TokenProbabilities
{
    /// <summary>The most likeliest tokens that can be asked for.</summary>
    public const int MaxTop = 20;

    /// <summary>
    /// The log probability of tokens that are all but impossible: the least that is given out, since JSON has no −∞.
    /// Source: OpenAI chat completions specification 2.3.0, <c>logprob</c>.
    /// </summary>
    public const double Least = -9999.0;

    private readonly TopSelection _selection = new();
    private ulong[] _keys = [];

    /// <summary>Measures a chosen token and finds the likeliest ones.</summary>
    /// <param name="logits">The model's logits, one for each token of the vocabulary.</param>
    /// <param name="chosen">The chosen token.</param>
    /// <param name="top">How many of the likeliest to find, 0 to <see cref="MaxTop"/>. Fewer come back when fewer are over −∞.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="chosen"/> is not in the vocabulary, or <paramref name="top"/> is out of its range.
    /// </exception>
    public TokenLikelihood Measure(ReadOnlySpan<float> logits, int chosen, int top)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chosen);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chosen, logits.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, MaxTop);

        var first = LogitVectors.IndexOfMax(logits);
        if (first < 0)
        {
            return new TokenLikelihood(Least, []);
        }

        var max = MathF.Min(logits[first], float.MaxValue);
        var logOfSum = Math.Log(LogitVectors.SumOfExponentials(logits, max, 1));
        return new TokenLikelihood(
            LogprobOf(logits[chosen], max, logOfSum),
            top == 0 ? [] : Likeliest(logits, top, max, logOfSum)
        );
    }

    private RankedToken[] Likeliest(ReadOnlySpan<float> logits, int top, float max, double logOfSum)
    {
        var ranked = new RankedToken[_selection.Highest(logits, top, ref _keys)];
        for (var i = 0; i < ranked.Length; i++)
        {
            var logprob = LogprobOf(CandidateKey.Logit(_keys[i]), max, logOfSum);
            ranked[i] = new RankedToken(CandidateKey.Token(_keys[i]), logprob);
        }

        return ranked;
    }

    private static double LogprobOf(float logit, float max, double logOfSum)
    {
        var logprob = Math.Min(logit, float.MaxValue) - (double)max - logOfSum;
        return float.IsNaN(logit) ? Least : Math.Max(logprob, Least);
    }
}
