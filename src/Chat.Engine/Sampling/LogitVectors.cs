using System.Numerics;
using System.Runtime.InteropServices;

namespace Chat.Engine.Sampling;

/// <summary>
/// Passes over all logits, vectorised. A NaN counts as −∞ (no such token) and +∞ as the largest number, so that every sum is finite.
/// </summary>
internal static class LogitVectors
{
    /// <summary>How many logits a block of <see cref="Exponentials"/> holds.</summary>
    public const int BlockLength = 1024;

    /// <summary>The token with the highest logit; of equal ones the first, +∞ and the largest number being equal.</summary>
    /// <param name="logits">The logits.</param>
    /// <returns>−1 when no logit is over −∞.</returns>
    public static int IndexOfMax(ReadOnlySpan<float> logits)
    {
        // One pass finds the block that holds the first maximum, then only that block is searched for its place.
        var best = float.NegativeInfinity;
        var bestStart = -1;
        for (var start = 0; start < logits.Length; start += BlockLength)
        {
            var max = MaxOfBlock(Block(logits, start));
            if (max > best)
            {
                (best, bestStart) = (max, start);
            }
        }

        return bestStart < 0 ? -1 : bestStart + PlaceOf(best, Block(logits, bestStart));
    }

    /// <summary>The sum of e^((logit − max) / temperature) over all logits.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="max">The highest of them, finite.</param>
    /// <param name="temperature">What to divide by, over 0.</param>
    public static double SumOfExponentials(ReadOnlySpan<float> logits, float max, float temperature)
    {
        var sum = 0.0;
        for (var start = 0; start < logits.Length; start += BlockLength)
        {
            sum += ExponentialsOfBlock(Block(logits, start), max, temperature, []);
        }

        return sum;
    }

    /// <summary>Writes e^((logit − max) / temperature) for every logit, and the sum of each block.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="max">The highest of them, finite.</param>
    /// <param name="temperature">What to divide by, over 0.</param>
    /// <param name="weights">Where the results go; as long as <paramref name="logits"/>.</param>
    /// <param name="blockSums">Where the sums go; one for each <see cref="BlockLength"/> logits begun.</param>
    /// <returns>The sum of all.</returns>
    public static double Exponentials(
        ReadOnlySpan<float> logits,
        float max,
        float temperature,
        Span<float> weights,
        Span<double> blockSums
    )
    {
        var sum = 0.0;
        for (var start = 0; start < logits.Length; start += BlockLength)
        {
            var block = Block(logits, start);
            var blockSum = ExponentialsOfBlock(block, max, temperature, weights.Slice(start, block.Length));
            blockSums[start / BlockLength] = blockSum;
            sum += blockSum;
        }

        return sum;
    }

    private static ReadOnlySpan<float> Block(ReadOnlySpan<float> logits, int start) =>
        logits.Slice(start, Math.Min(BlockLength, logits.Length - start));

    // A comparison with NaN is false, so a NaN never becomes the maximum.
    private static float MaxOfBlock(ReadOnlySpan<float> block)
    {
        var best0 = new Vector<float>(float.NegativeInfinity);
        var (best1, best2, best3) = (best0, best0, best0);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
        var i = 0;
        for (; i <= vectors.Length - 4; i += 4)
        {
            best0 = Larger(vectors[i], best0);
            best1 = Larger(vectors[i + 1], best1);
            best2 = Larger(vectors[i + 2], best2);
            best3 = Larger(vectors[i + 3], best3);
        }

        for (; i < vectors.Length; i++)
        {
            best0 = Larger(vectors[i], best0);
        }

        var lanes = Larger(Larger(best0, best1), Larger(best2, best3));
        var max = float.NegativeInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            max = lanes[lane] > max ? lanes[lane] : max;
        }

        foreach (var logit in block[(vectors.Length * Vector<float>.Count)..])
        {
            max = logit > max ? logit : max;
        }

        return MathF.Min(max, float.MaxValue);
    }

    // IndexOf of a span would look for the same bits; 0 and −0 are the same logit.
    private static int PlaceOf(float max, ReadOnlySpan<float> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            if (block[i] >= max)
            {
                return i;
            }
        }

        return -1;
    }

    private static double ExponentialsOfBlock(
        ReadOnlySpan<float> block,
        float max,
        float temperature,
        Span<float> weights
    )
    {
        var (top, divisor, sums) = (new Vector<float>(max), new Vector<float>(temperature), Vector<float>.Zero);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
        var results = MemoryMarshal.Cast<float, Vector<float>>(weights);
        for (var i = 0; i < vectors.Length; i++)
        {
            var weight = VectorExponential.Exp((Cleaned(vectors[i]) - top) / divisor);
            sums += weight;
            if (i < results.Length)
            {
                results[i] = weight;
            }
        }

        double sum = Vector.Sum(sums);
        for (var i = vectors.Length * Vector<float>.Count; i < block.Length; i++)
        {
            var logit = float.IsNaN(block[i]) ? float.NegativeInfinity : MathF.Min(block[i], float.MaxValue);
            var weight = MathF.Exp((logit - max) / temperature);
            sum += weight;
            if (i < weights.Length)
            {
                weights[i] = weight;
            }
        }

        return sum;
    }

    private static Vector<float> Larger(Vector<float> candidate, Vector<float> best) =>
        Vector.ConditionalSelect(Vector.GreaterThan(candidate, best), candidate, best);

    private static Vector<float> Cleaned(Vector<float> logits)
    {
        var numbers = Vector.ConditionalSelect(
            Vector.Equals(logits, logits),
            logits,
            new Vector<float>(float.NegativeInfinity)
        );
        return Vector.Min(numbers, new Vector<float>(float.MaxValue));
    }
}
