namespace Chat.Engine.Sampling;

/// <summary>
/// A token and its logit in one integer whose ascending order is: higher logit first, and of equal logits the lower token id. So plain
/// sorts of integers sort candidates, and ties always fall the same way.
/// </summary>
internal static class CandidateKey
{
    private const uint SignBit = 0x8000_0000;

    /// <summary>Makes a key.</summary>
    /// <param name="logit">The logit, not NaN. −0 counts as 0; +∞ as the largest number, so that differences of logits stay numbers.</param>
    /// <param name="token">The token's id, 0 or more.</param>
    public static ulong Pack(float logit, int token)
    {
        var bits = BitConverter.SingleToUInt32Bits(MathF.Min(logit, float.MaxValue) + 0f);

        // Bits of positive floats order as the floats do; those of negative floats the other way round. Inverted: descending.
        var descending = (bits & SignBit) != 0 ? bits : ~(bits | SignBit);
        return ((ulong)descending << 32) | (uint)token;
    }

    /// <summary>The logit of a key.</summary>
    /// <param name="key">The key.</param>
    public static float Logit(ulong key)
    {
        var descending = (uint)(key >> 32);
        var bits = (descending & SignBit) != 0 ? descending : ~descending & ~SignBit;
        return BitConverter.UInt32BitsToSingle(bits);
    }

    /// <summary>The token of a key.</summary>
    /// <param name="key">The key.</param>
    public static int Token(ulong key) => (int)(uint)key;
}
