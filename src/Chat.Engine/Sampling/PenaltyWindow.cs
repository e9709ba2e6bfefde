namespace Chat.Engine.Sampling;

/// <summary>
/// The last tokens of a sequence and the penalties that they draw, as llama.cpp has them: for a token that is among them, the logit is
/// multiplied by the repeat penalty when it is 0 or less and divided by it otherwise; then the frequency penalty comes off for each
/// time the token is there, and the presence penalty once.
/// Holds at most as many tokens as the options' <see cref="SamplingOptions.RepeatLastN"/>; with −1, one count for each different token.
/// </summary>
/// <param name="options">The penalties.</param>
internal sealed class PenaltyWindow(SamplingOptions options)
{
    private readonly Dictionary<int, int> _counts = [];
    private readonly Queue<int> _order = new();

    /// <summary>Whether the penalties change nothing, so that no token is remembered.</summary>
    public bool IsOff { get; } =
        options.RepeatLastN == 0 || options is { RepeatPenalty: 1, FrequencyPenalty: 0, PresencePenalty: 0 };

    /// <summary>Adds the newest token, and drops the oldest when the window is full.</summary>
    /// <param name="token">The token.</param>
    public void Add(int token)
    {
        if (IsOff)
        {
            return;
        }

        _counts[token] = _counts.GetValueOrDefault(token) + 1;
        if (options.RepeatLastN < 0)
        {
            // Nothing ever leaves the window, so the order does not matter.
            return;
        }

        _order.Enqueue(token);
        if (_order.Count > options.RepeatLastN)
        {
            Drop(_order.Dequeue());
        }
    }

    /// <summary>Applies the penalties.</summary>
    /// <param name="logits">The logits of all tokens, changed in place.</param>
    public void Apply(Span<float> logits)
    {
        foreach (var (token, count) in _counts)
        {
            var logit = logits[token];
            logit = logit <= 0 ? logit * options.RepeatPenalty : logit / options.RepeatPenalty;
            logits[token] = logit - ((count * options.FrequencyPenalty) + options.PresencePenalty);
        }
    }

    private void Drop(int token)
    {
        if (--_counts[token] == 0)
        {
            _counts.Remove(token);
        }
    }
}
