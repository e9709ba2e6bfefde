using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>A JSON number as it was written, exactly: no digit is lost, whatever its length or exponent.</summary>
internal readonly record struct JsonDecimal
{
    /// <summary>The most digits that are computed with; a longer number is compared, but not divided.</summary>
    public const int MaxDigits = 4096;

    // Far beyond every exponent that is computed with; keeps sums of exponents from overflowing.
    private const long FarExponent = 1_000_000_000_000_000;

    private readonly string? _digits;

    private JsonDecimal(bool isNegative, string digits, long exponent)
    {
        IsNegative = isNegative;
        _digits = digits;
        Exponent = exponent;
    }

    /// <summary>True below zero; zero is never negative.</summary>
    public bool IsNegative { get; }

    /// <summary>The digits without zeros at either end; empty for zero.</summary>
    public string Digits => _digits ?? "";

    /// <summary>The power of ten that <see cref="Digits"/>, read as an integer, is multiplied by.</summary>
    public long Exponent { get; }

    /// <summary>True for zero.</summary>
    public bool IsZero => Digits.Length == 0;

    /// <summary>True for a number without a fraction.</summary>
    public bool IsInteger => IsZero || Exponent >= 0;

    /// <summary>How many digits stand before the point; zero or less below one.</summary>
    public long Magnitude => Digits.Length + Exponent;

    /// <summary>The number with the other sign.</summary>
    public JsonDecimal Negated => IsZero ? this : new JsonDecimal(!IsNegative, Digits, Exponent);

    /// <summary>Reads a number.</summary>
    /// <param name="number">A JSON number.</param>
    public static JsonDecimal Of(JsonElement number) => Parse(number.GetRawText());

    /// <summary>Reads a number.</summary>
    /// <param name="text">A number as JSON writes it.</param>
    public static JsonDecimal Parse(ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        text = isNegative ? text[1..] : text;
        var exponent = 0L;
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            exponent = ReadExponent(text[(mark + 1)..]);
            text = text[..mark];
        }

        var point = text.IndexOf('.');
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        exponent -= point < 0 ? 0 : text.Length - point - 1;
        var trimmed = digits.TrimEnd('0');
        exponent += digits.Length - trimmed.Length;
        trimmed = trimmed.TrimStart('0');
        return trimmed.Length == 0 ? default : new JsonDecimal(isNegative, trimmed, exponent);
    }

    /// <summary>Compares two numbers.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Below zero when this is the smaller one, zero when they are equal.</returns>
    public int CompareWith(JsonDecimal other)
    {
        if (IsNegative != other.IsNegative)
        {
            return IsNegative ? -1 : 1;
        }

        var order = IsZero || other.IsZero ? other.IsZero.CompareTo(IsZero) : CompareMagnitude(other);
        return IsNegative ? -order : order;
    }

    /// <summary>Whether the number is a whole multiple of another; null when the two are too long to divide.</summary>
    /// <param name="divisor">The other, above zero.</param>
    public bool? IsMultipleOf(JsonDecimal divisor)
    {
        if (IsZero)
        {
            return true;
        }

        // The digits do not end in a zero, so they cannot hold more tens than the divisor's do.
        var tens = Exponent - divisor.Exponent;
        if (tens < 0)
        {
            return false;
        }

        if (Digits.Length > MaxDigits || divisor.Digits.Length > MaxDigits)
        {
            return null;
        }

        var modulus = Integer(divisor.Digits);
        var rest = Integer(Digits) % modulus * BigInteger.ModPow(10, tens, modulus);
        return (rest % modulus).IsZero;
    }

    /// <summary>The digits before the point, of a number of a bounded length.</summary>
    /// <returns>"0" below one.</returns>
    public string IntegerDigits()
    {
        if (Magnitude <= 0)
        {
            return "0";
        }

        return Exponent >= 0 ? Digits + new string('0', (int)Exponent) : Digits[..(int)Magnitude];
    }

    /// <summary>The digits after the point, of a number of a bounded length.</summary>
    /// <returns>Without zeros at the end; empty for an integer.</returns>
    public string FractionDigits()
    {
        if (Exponent >= 0)
        {
            return "";
        }

        return Magnitude >= 0 ? Digits[(int)Magnitude..] : new string('0', (int)-Magnitude) + Digits;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        IsZero ? "0" : string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : "")}{Digits}e{Exponent}");

    private static BigInteger Integer(string digits) =>
        BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long ReadExponent(ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        text = text[0] is '-' or '+' ? text[1..] : text;
        var exponent = 0L;
        foreach (var digit in text)
        {
            exponent = Math.Min((exponent * 10) + (digit - '0'), FarExponent);
        }

        return isNegative ? -exponent : exponent;
    }

    private int CompareMagnitude(JsonDecimal other)
    {
        var order = Magnitude.CompareTo(other.Magnitude);
        return order != 0 ? order : string.CompareOrdinal(Digits, other.Digits);
    }
}
