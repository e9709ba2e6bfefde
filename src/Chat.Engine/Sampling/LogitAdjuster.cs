namespace Chat.Engine.Sampling;

/// <summary>The settings that change logits before any truncation: biases, bans, then penalties. The logits given are never written to.</summary>
/// <param name="options">The settings.</param>
/// <param name="vocabularySize">How many tokens there are; the changed copy takes four bytes for each.</param>
internal sealed class LogitAdjuster(SamplingOptions options, int vocabularySize)
{
    private readonly KeyValuePair<int, float>[] _biases =
    [
        .. options.LogitBias.Where(bias => bias.Key >= 0 && bias.Key < vocabularySize),
    ];

    private readonly int[] _banned = [.. options.BannedTokens.Where(token => token >= 0 && token < vocabularySize)];
    private readonly PenaltyWindow _penalties = new(options);
    private float[]? _copy;

    /// <summary>Adds the newest token of the sequence to those that the penalties look at.</summary>
    /// <param name="token">The token, of the vocabulary.</param>
    public void Accept(int token) => _penalties.Add(token);

    /// <summary>The logits with the settings applied.</summary>
    /// <param name="logits">The model's logits, one for each token of the vocabulary.</param>
    /// <returns>The logits themselves when nothing changes them; else a copy, good until the next call.</returns>
    public ReadOnlySpan<float> Apply(ReadOnlySpan<float> logits)
    {
        if (_biases.Length == 0 && _banned.Length == 0 && _penalties.IsOff)
        {
            return logits;
        }

        _copy ??= new float[vocabularySize];
        logits.CopyTo(_copy);
        foreach (var (token, bias) in _biases)
        {
            _copy[token] += bias;
        }

        foreach (var token in _banned)
        {
            _copy[token] = float.NegativeInfinity;
        }

        _penalties.Apply(_copy);
        return _copy;
    }

    /// <summary>Takes away the tokens that a constraint does not allow.</summary>
    /// <param name="adjusted">What <see cref="Apply"/> gave.</param>
    /// <param name="constraint">The constraint.</param>
    /// <returns>A copy, good until the next call.</returns>
    public ReadOnlySpan<float> Restrict(ReadOnlySpan<float> adjusted, ITokenConstraint constraint)
    {
        _copy ??= new float[vocabularySize];
        if (adjusted != _copy)
        {
            adjusted.CopyTo(_copy);
        }

        constraint.Restrict(_copy);
        return _copy;
    }
}
