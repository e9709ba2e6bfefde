namespace Chat.Engine.Sampling;

/// <summary>
/// The tokens that top-k, typical, top-p and min-p leave over, likeliest first, with their weights at the temperature.
/// Room is kept from call to call: for at most 65 times top-k tokens, or for the vocabulary when top-k is off or large.
/// </summary>
/// <param name="options">The settings; temperature over 0, and at least one truncation on.</param>
/// <param name="vocabularySize">How many tokens there are.</param>
internal sealed class CandidateList(SamplingOptions options, int vocabularySize)
{
    // Without top-k, top-p first finds roughly how far under the highest logit it reaches: in steps of an eighth, up to 32.
    private const int Steps = 256;
    private const float StepsForEachUnit = 8;

    private readonly int _topK = options.TopK > 0 && options.TopK < vocabularySize ? options.TopK : vocabularySize;
    private readonly TopSelection _selection = new();
    private ulong[] _keys = [];
    private double[] _weights = [];
    private ulong[] _scores = [];
    private TokenDistribution? _all;

    /// <summary>How many tokens are left.</summary>
    public int Count { get; private set; }

    /// <summary>The weights of the tokens left; their sum is <see cref="TotalWeight"/>.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>The sum of the weights.</summary>
    public double TotalWeight { get; private set; }

    /// <summary>The token at a place.</summary>
    /// <param name="index">The place, from 0 for the likeliest.</param>
    public int Token(int index) => CandidateKey.Token(_keys[index]);

    /// <summary>Chooses the tokens that are left of all. None are when no logit is over −∞.</summary>
    /// <param name="logits">The logits, biased and penalised.</param>
    public void Fill(ReadOnlySpan<float> logits)
    {
        if (_topK == vocabularySize && options.TypicalP >= 1)
        {
            FillFromAll(logits);
        }
        else
        {
            FillFromTop(logits);
        }

        Count = Math.Min(Count, MinPLength());
        TotalWeight = Weigh(options.Temperature);
    }

    private void FillFromTop(ReadOnlySpan<float> logits)
    {
        Count = _selection.Highest(logits, _topK, ref _keys);
        if (options.TypicalP < 1)
        {
            KeepTypical(Weigh(1));
        }

        Count = options.TopP < 1 ? TopPLength(Weigh(1)) : Count;
    }

    // Top-p measures against all tokens here, but only those that it or min-p can reach need to be in order.
    private void FillFromAll(ReadOnlySpan<float> logits)
    {
        Count = 0;
        var first = LogitVectors.IndexOfMax(logits);
        if (first < 0)
        {
            return;
        }

        var max = MathF.Min(logits[first], float.MaxValue);
        var least = options.MinP > 0 ? max + MathF.Log(options.MinP) : float.NegativeInfinity;
        if (options.TopP >= 1)
        {
            Count = TopSelection.AtLeast(logits, least, ref _keys);
            return;
        }

        _all ??= new TokenDistribution(vocabularySize);
        _all.Fill(logits, 1);
        least = MathF.Max(least, max - ReachOfTopP(logits, max, _all));
        Count = TopSelection.AtLeast(logits, least, ref _keys);
        Weigh(1);
        Count = TopPLength(_all.TotalWeight);
    }

    // A little more than how far under the highest logit the tokens of top-p go; +∞ when that is further than the steps go.
    private float ReachOfTopP(ReadOnlySpan<float> logits, float max, TokenDistribution all)
    {
        Span<double> steps = stackalloc double[Steps];
        steps.Clear();
        var weights = all.Weights;
        for (var i = 0; i < weights.Length; i++)
        {
            // Where the logit is no number the weight is 0, and the step does not matter.
            var step = (uint)((max - logits[i]) * StepsForEachUnit);
            steps[(int)Math.Min(step, Steps - 1)] += weights[i];
        }

        var sum = 0.0;
        for (var step = 0; step < Steps - 1; step++)
        {
            sum += steps[step];
            if (sum >= options.TopP * all.TotalWeight)
            {
                // One step more than needed, so that no rounding matters.
                return (step + 2) / StepsForEachUnit;
            }
        }

        return float.PositiveInfinity;
    }

    // The length of the shortest beginning that reaches top-p of the total; all when none does.
    private int TopPLength(double total)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += _weights[i];
            if (sum >= options.TopP * total)
            {
                return i + 1;
            }
        }

        return Count;
    }

    private int MinPLength()
    {
        if (options.MinP <= 0 || Count == 0)
        {
            return Count;
        }

        var least = CandidateKey.Logit(_keys[0]) + MathF.Log(options.MinP);
        var length = 1;
        while (length < Count && CandidateKey.Logit(_keys[length]) >= least)
        {
            length++;
        }

        return length;
    }

    // Keeps the tokens whose surprise, −ln p, is nearest to the entropy, until together they are over typical-p.
    private void KeepTypical(double total)
    {
        if (_scores.Length < Count)
        {
            _scores = new ulong[_keys.Length];
        }

        var entropy = 0.0;
        for (var i = 0; i < Count; i++)
        {
            entropy += _weights[i] > 0 ? _weights[i] / total * Surprise(i, total) : 0;
        }

        for (var i = 0; i < Count; i++)
        {
            // Floats that are not negative order as their bits do; the place breaks ties towards the likelier.
            var distance = (float)Math.Abs(Surprise(i, total) - entropy);
            _scores[i] = ((ulong)BitConverter.SingleToUInt32Bits(distance) << 32) | (uint)i;
        }

        var scores = _scores.AsSpan(0, Count);
        scores.Sort();
        var (kept, sum) = (0, 0.0);
        while (kept < Count && sum <= options.TypicalP * total)
        {
            var place = (int)(uint)scores[kept];
            sum += _weights[place];
            scores[kept++] = _keys[place];
        }

        scores[..kept].CopyTo(_keys);
        _keys.AsSpan(0, kept).Sort();
        Count = kept;
    }

    private double Surprise(int index, double total) =>
        Math.Log(total) - ((double)CandidateKey.Logit(_keys[index]) - CandidateKey.Logit(_keys[0]));

    private double Weigh(float temperature)
    {
        if (_weights.Length < Count)
        {
            _weights = new double[_keys.Length];
        }

        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var distance = (double)CandidateKey.Logit(_keys[i]) - CandidateKey.Logit(_keys[0]);
            _weights[i] = Math.Exp(distance / temperature);
            sum += _weights[i];
        }

        return sum;
    }
}
