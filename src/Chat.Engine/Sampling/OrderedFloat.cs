using System.Numerics;

namespace Chat.Engine.Sampling;

/// <summary>Floats as integers that order as the floats do, so that a rank can be found by halving.</summary>
internal static class OrderedFloat
{
    // Inverts the magnitude of negative numbers, whose bits order the wrong way round. Done twice it gives the bits back.
    private const int Magnitude = int.MaxValue;

    /// <summary>The integers of floats.</summary>
    /// <param name="values">The floats, not NaN. −0 counts as 0, and +∞ as the largest number.</param>
    public static Vector<int> From(Vector<float> values)
    {
        var bits = Vector.AsVectorInt32(Vector.Min(values, new Vector<float>(float.MaxValue)) + Vector<float>.Zero);
        return bits ^ (Vector.ShiftRightArithmetic(bits, 31) & new Vector<int>(Magnitude));
    }

    /// <summary>The integer of a float.</summary>
    /// <param name="value">The float, not NaN. −0 counts as 0, and +∞ as the largest number.</param>
    public static int From(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(MathF.Min(value, float.MaxValue) + 0f);
        return bits ^ ((bits >> 31) & Magnitude);
    }

    /// <summary>The float of an integer.</summary>
    /// <param name="ordered">The integer.</param>
    public static float ToFloat(int ordered) => BitConverter.Int32BitsToSingle(ordered ^ ((ordered >> 31) & Magnitude));
}
