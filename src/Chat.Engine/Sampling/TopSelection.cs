using System.Numerics;
using System.Runtime.InteropServices;

namespace Chat.Engine.Sampling;

/// <summary>
/// Picks the highest logits out of all, without sorting all. −∞ and NaN are never picked. The results are <see cref="CandidateKey"/>s.
/// Keeps room for one int for each column (see <see cref="Highest"/>): from 1/64 of the vocabulary up to all of it.
/// Not safe for use by several threads at once.
/// </summary>
internal sealed class TopSelection
{
    // The longer the columns, the fewer maxima there are to rank, but the more logits to look at again.
    private const int MostColumnLength = 64;
    private const int LeastColumnsForEachPick = 16;

    private static readonly int Lanes = Vector<float>.Count;

    private int[] _maxima = [];

    /// <summary>
    /// Picks the highest logits. All logits are dealt into columns, and the highest of each column is found. As many columns as are to be
    /// picked reach the lowest of the highest maxima, so that many logits do, and nothing under it needs to be looked at again.
    /// Takes one vectorised pass, 32 over the maxima, and a sort of little more than what is picked; at worst of 65 times that.
    /// </summary>
    /// <param name="logits">The logits.</param>
    /// <param name="count">How many to pick, 1 or more.</param>
    /// <param name="keys">Where the result goes, in order; made longer when it is too short: up to 65 times <paramref name="count"/>.</param>
    /// <returns>How many were picked: less than <paramref name="count"/> when fewer are over −∞.</returns>
    public int Highest(ReadOnlySpan<float> logits, int count, ref ulong[] keys)
    {
        var columns = LeastColumnsForEachPick * (long)count;
        var columnLength = (int)Math.Clamp(logits.Length / columns, 1, MostColumnLength);
        var groupLength = columnLength * Lanes;
        var grouped = logits.Length - (logits.Length % groupLength);
        var maxima = FindMaxima(logits, grouped, groupLength);
        var lowest = maxima.Length < count ? OrderedFloat.From(float.NegativeInfinity) : ValueOfRank(maxima, count);
        var threshold = OrderedFloat.ToFloat(lowest);

        Reserve(ref keys, (int)Math.Min(logits.Length, (columnLength + 1L) * count));
        var equalLeft = threshold > float.NegativeInfinity ? count : 0;
        var used = 0;
        for (var (start, column) = (0, 0); start < grouped; (start, column) = (start + groupLength, column + Lanes))
        {
            if (Vector.GreaterThanOrEqualAny(new Vector<int>(maxima[column..]), new Vector<int>(lowest)))
            {
                used = AddReaching(logits, start, groupLength, threshold, ref equalLeft, keys, used);
            }
        }

        used = AddReaching(logits, grouped, logits.Length - grouped, threshold, ref equalLeft, keys, used);
        keys.AsSpan(0, used).Sort();
        return Math.Min(used, count);
    }

    /// <summary>Picks every logit that reaches a threshold.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="threshold">The least logit to pick; −∞ picks all that are over it.</param>
    /// <param name="keys">Where the result goes, in order; made as long as <paramref name="logits"/> when it is shorter.</param>
    /// <returns>How many were picked.</returns>
    public static int AtLeast(ReadOnlySpan<float> logits, float threshold, ref ulong[] keys)
    {
        Reserve(ref keys, logits.Length);
        var equalLeft = threshold > float.NegativeInfinity ? logits.Length : 0;
        var used = AddReaching(logits, 0, logits.Length, threshold, ref equalLeft, keys, 0);
        keys.AsSpan(0, used).Sort();
        return used;
    }

    private Span<int> FindMaxima(ReadOnlySpan<float> logits, int grouped, int groupLength)
    {
        // What is left after the last whole group makes columns of one.
        var length = (grouped / groupLength * Lanes) + logits.Length - grouped;
        if (_maxima.Length < length)
        {
            _maxima = new int[length];
        }

        var maxima = _maxima.AsSpan(0, length);
        var column = 0;
        for (var start = 0; start < grouped; start += groupLength)
        {
            // A comparison with NaN is false, so a NaN never becomes the maximum.
            var best = new Vector<float>(float.NegativeInfinity);
            foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(logits.Slice(start, groupLength)))
            {
                best = Vector.ConditionalSelect(Vector.GreaterThan(vector, best), vector, best);
            }

            OrderedFloat.From(best).CopyTo(maxima[column..]);
            column += Lanes;
        }

        foreach (var logit in logits[grouped..])
        {
            maxima[column++] = OrderedFloat.From(float.IsNaN(logit) ? float.NegativeInfinity : logit);
        }

        return maxima;
    }

    // The highest value that at least as many as the rank reach, found by halving the range of all values.
    private static int ValueOfRank(ReadOnlySpan<int> values, int rank)
    {
        long low = int.MinValue;
        long high = int.MaxValue;
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (CountReaching(values, (int)middle) >= rank)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return (int)low;
    }

    private static int CountReaching(ReadOnlySpan<int> values, int least)
    {
        // True is −1 in every bit, so subtracting counts.
        var (counts, threshold) = (Vector<int>.Zero, new Vector<int>(least));
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        foreach (var vector in vectors)
        {
            counts -= Vector.GreaterThanOrEqual(vector, threshold);
        }

        var count = Vector.Sum(counts);
        foreach (var value in values[(vectors.Length * Lanes)..])
        {
            count += value >= least ? 1 : 0;
        }

        return count;
    }

    // Of the logits equal to the threshold only the first few may be needed: the rest would lose the tie.
    private static int AddReaching(
        ReadOnlySpan<float> logits,
        int start,
        int length,
        float threshold,
        ref int equalLeft,
        Span<ulong> keys,
        int used
    )
    {
        var (end, least) = (start + length, new Vector<float>(threshold));
        for (var i = start; i < end; i += Lanes)
        {
            var isWhole = i + Lanes <= end;
            if (isWhole && !Vector.GreaterThanOrEqualAny(new Vector<float>(logits[i..]), least))
            {
                continue;
            }

            for (var token = i; token < (isWhole ? i + Lanes : end); token++)
            {
                var logit = MathF.Min(logits[token], float.MaxValue);
                if (logit > threshold || (logit >= threshold && equalLeft-- > 0))
                {
                    keys[used++] = CandidateKey.Pack(logit, token);
                }
            }
        }

        return used;
    }

    private static void Reserve(ref ulong[] keys, int length)
    {
        if (keys.Length < length)
        {
            keys = new ulong[length];
        }
    }
}
