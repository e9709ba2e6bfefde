namespace Chat.Engine.Sampling;

/// <summary>The weights of all tokens at the temperature, for when nothing is truncated. Takes four bytes for each token of the vocabulary.</summary>
/// <param name="vocabularySize">How many tokens there are.</param>
internal sealed class TokenDistribution(int vocabularySize)
{
    private readonly float[] _weights = new float[vocabularySize];
    private readonly double[] _blockSums = new double[
        (vocabularySize + LogitVectors.BlockLength - 1) / LogitVectors.BlockLength
    ];

    /// <summary>The weight of each token, by token id; their sum is <see cref="TotalWeight"/>, but for rounding.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>The sum of the weights; 0 when no logit is over −∞.</summary>
    public double TotalWeight { get; private set; }

    /// <summary>Weighs all tokens.</summary>
    /// <param name="logits">The logits, biased and penalised.</param>
    /// <param name="temperature">The temperature, over 0.</param>
    public void Fill(ReadOnlySpan<float> logits, float temperature)
    {
        var first = LogitVectors.IndexOfMax(logits);
        TotalWeight =
            first < 0
                ? 0
                : LogitVectors.Exponentials(
                    logits,
                    MathF.Min(logits[first], float.MaxValue),
                    temperature,
                    _weights,
                    _blockSums
                );
    }

    /// <summary>The token at a share of the total weight. Only good when <see cref="TotalWeight"/> is over 0.</summary>
    /// <param name="share">From 0, up to but without 1.</param>
    public int TokenAt(double share)
    {
        var left = share * TotalWeight;
        var block = 0;
        for (var i = 0; i < _blockSums.Length; i++)
        {
            if (_blockSums[i] > 0)
            {
                block = i;
                if (left < _blockSums[i])
                {
                    break;
                }

                left -= _blockSums[i];
            }
        }

        return TokenIn(block, left);
    }

    // Rounding can leave a little over at the end of the block; then it is the last token there that has any weight.
    private int TokenIn(int block, double left)
    {
        var start = block * LogitVectors.BlockLength;
        var end = Math.Min(_weights.Length, start + LogitVectors.BlockLength);
        var token = start;
        for (var i = start; i < end && left >= 0; i++)
        {
            token = _weights[i] > 0 ? i : token;
            left -= _weights[i];
        }

        return token;
    }
}
