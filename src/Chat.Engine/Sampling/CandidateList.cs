namespace Chat.Engine.Sampling;

/// <summary>
/// The tokens that top-k, typical, top-p and min-p leave over, likeliest first, with their weights at the temperature.
/// Room is kept from call to call: for about twice top-k tokens, or for the vocabulary when top-k is off.
/// </summary>
/// <param name="options">The settings; temperature over 0, and at least one truncation on.</param>
/// <param name="vocabularySize">How many tokens there are.</param>
internal sealed class CandidateList(SamplingOptions options, int vocabularySize)
{
    // Without top-k, top-p tries this many likeliest tokens first, and then this many times more.
    private const int FirstTry = 256;
    private const int TryGrowth = 8;

    private readonly int _topK = options.TopK > 0 && options.TopK < vocabularySize ? options.TopK : vocabularySize;
    private ulong[] _keys = [];
    private double[] _weights = [];
    private ulong[] _scores = [];

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
        Select(logits, _topK);
        var total = Weigh(1);
        if (options.TypicalP < 1)
        {
            KeepTypical(total);
            total = Weigh(1);
        }

        Count = TopPLength(total) ?? Count;
    }

    // Top-p measures against all tokens here, but only the likeliest need to be in order.
    private void FillFromAll(ReadOnlySpan<float> logits)
    {
        Count = 0;
        var first = LogitVectors.IndexOfMax(logits);
        if (first < 0)
        {
            return;
        }

        var max = MathF.Min(logits[first], float.MaxValue);
        var total = options.TopP < 1 ? LogitVectors.SumOfExponentials(logits, max, 1) : double.PositiveInfinity;
        if (options.MinP > 0)
        {
            Reserve(vocabularySize);
            Count = TopSelection.AtLeast(logits, max + MathF.Log(options.MinP), _keys);
            Weigh(1);
            Count = TopPLength(total) ?? Count;
            return;
        }

        for (long tried = FirstTry; ; tried *= TryGrowth)
        {
            var wanted = (int)Math.Min(tried, vocabularySize);
            Select(logits, wanted);
            Weigh(1);
            if (TopPLength(total) is { } length)
            {
                Count = length;
                return;
            }

            if (Count < wanted || wanted == vocabularySize)
            {
                return;
            }
        }
    }

    private void Select(ReadOnlySpan<float> logits, int count)
    {
        Reserve(TopSelection.BufferLength(count, vocabularySize));
        Count = TopSelection.Highest(logits, count, _keys);
    }

    // The length of the shortest beginning that reaches top-p; null when all of the list does not.
    private int? TopPLength(double total)
    {
        if (options.TopP >= 1)
        {
            return null;
        }

        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += _weights[i];
            if (sum >= options.TopP * total)
            {
                return i + 1;
            }
        }

        return null;
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
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var distance = (double)CandidateKey.Logit(_keys[i]) - CandidateKey.Logit(_keys[0]);
            _weights[i] = Math.Exp(distance / temperature);
            sum += _weights[i];
        }

        return sum;
    }

    private void Reserve(int length)
    {
        if (_keys.Length < length)
        {
            _keys = new ulong[length];
            _weights = new double[length];
        }
    }
}
