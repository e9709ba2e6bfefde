using System.Numerics;
using System.Runtime.InteropServices;

namespace Chat.Engine.Sampling;

/// <summary>
/// Picks the highest logits out of all, without sorting all: one vectorised pass compares with a threshold that rises as better ones are
/// found. −∞ and NaN are never picked. The results are <see cref="CandidateKey"/>s.
/// </summary>
internal static class TopSelection
{
    // Vectors compared at once; a hit is then looked for logit by logit, so groups are small.
    private const int GroupVectors = 4;

    // Sorting fewer than this at a time costs more in repeats than it saves.
    private const int LeastSlack = 216;

    private static readonly int GroupLength = GroupVectors * Vector<float>.Count;

    /// <summary>How long a buffer for <see cref="Highest"/> has to be.</summary>
    /// <param name="count">How many to pick.</param>
    /// <param name="vocabularySize">How many logits there are.</param>
    public static int BufferLength(int count, int vocabularySize) =>
        (int)Math.Min((long)count + Math.Max(count, LeastSlack), Math.Max(count, vocabularySize)) + GroupLength;

    /// <summary>Picks the highest logits.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="count">How many to pick, 1 or more.</param>
    /// <param name="buffer">Room to work, <see cref="BufferLength"/> long; its beginning holds the result, in order.</param>
    /// <returns>How many were picked: less than <paramref name="count"/> when fewer are over −∞.</returns>
    public static int Highest(ReadOnlySpan<float> logits, int count, Span<ulong> buffer)
    {
        var threshold = float.NegativeInfinity;
        var used = 0;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var grouped = vectors.Length - (vectors.Length % GroupVectors);
        for (var i = 0; i < grouped; i += GroupVectors)
        {
            if (!HasGreater(vectors.Slice(i, GroupVectors), new Vector<float>(threshold)))
            {
                continue;
            }

            used = AddGreater(logits, i * Vector<float>.Count, GroupLength, threshold, buffer, used);
            if (used > buffer.Length - GroupLength)
            {
                // What is equal to the threshold and comes later has a higher id, so it would lose the tie: "greater" suffices.
                buffer[..used].Sort();
                used = Math.Min(used, count);
                threshold = used == count ? CandidateKey.Logit(buffer[used - 1]) : threshold;
            }
        }

        var done = grouped * Vector<float>.Count;
        used = AddGreater(logits, done, logits.Length - done, threshold, buffer, used);
        buffer[..used].Sort();
        return Math.Min(used, count);
    }

    /// <summary>Picks every logit that reaches a threshold.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="threshold">The least logit to pick; −∞ picks all that are over it.</param>
    /// <param name="buffer">Where the result goes, in order; as long as <paramref name="logits"/>.</param>
    /// <returns>How many were picked.</returns>
    public static int AtLeast(ReadOnlySpan<float> logits, float threshold, Span<ulong> buffer)
    {
        var under = MathF.BitDecrement(threshold);
        var used = 0;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var grouped = vectors.Length - (vectors.Length % GroupVectors);
        for (var i = 0; i < grouped; i += GroupVectors)
        {
            if (HasGreater(vectors.Slice(i, GroupVectors), new Vector<float>(under)))
            {
                used = AddGreater(logits, i * Vector<float>.Count, GroupLength, under, buffer, used);
            }
        }

        var done = grouped * Vector<float>.Count;
        used = AddGreater(logits, done, logits.Length - done, under, buffer, used);
        buffer[..used].Sort();
        return used;
    }

    private static bool HasGreater(ReadOnlySpan<Vector<float>> group, Vector<float> threshold)
    {
        var hits =
            Vector.GreaterThan(group[0], threshold)
            | Vector.GreaterThan(group[1], threshold)
            | Vector.GreaterThan(group[2], threshold)
            | Vector.GreaterThan(group[3], threshold);
        return hits != Vector<int>.Zero;
    }

    private static int AddGreater(
        ReadOnlySpan<float> logits,
        int start,
        int length,
        float threshold,
        Span<ulong> buffer,
        int used
    )
    {
        for (var i = start; i < start + length; i++)
        {
            if (logits[i] > threshold)
            {
                buffer[used++] = CandidateKey.Pack(logits[i], i);
            }
        }

        return used;
    }
}
