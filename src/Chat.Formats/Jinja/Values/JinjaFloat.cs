namespace Chat.Formats.Jinja.Values;

/// <summary>A number with a fraction.</summary>
/// <param name="value">The number.</param>
/// <param name="text">How it is written; null writes it as Python does.</param>
internal sealed class JinjaFloat(double value, string? text = null) : JinjaValue
{
    // Outside of these decimal exponents Python writes an exponent.
    private const int LeastPlain = -4;
    private const int MostPlain = 15;

    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override string TypeName => "float";

    /// <inheritdoc/>
    public override bool IsTrue => Value != 0;

    /// <summary>The number as Python writes it, such as <c>1.0</c>, <c>1e+16</c> or <c>inf</c>.</summary>
    public override string ToString()
    {
        if (text is not null)
        {
            return text;
        }

        if (!double.IsFinite(Value))
        {
            return double.IsNaN(Value) ? "nan"
                : Value > 0 ? "inf"
                : "-inf";
        }

        var shortest = Math.Abs(Value).ToString("R").Split('E');
        var point = shortest[0].IndexOf('.', StringComparison.Ordinal);
        var all = shortest[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent =
            (point < 0 ? all.Length : point)
            - (all.Length - digits.Length)
            + (shortest.Length > 1 ? int.Parse(shortest[1]) : 0)
            - 1;
        digits = digits.TrimEnd('0');
        return (double.IsNegative(Value) ? "-" : "") + Write(digits, digits.Length == 0 ? 0 : exponent);
    }

    private static string Write(string digits, int exponent)
    {
        if (exponent is < LeastPlain or > MostPlain)
        {
            var rest = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{digits[0]}{rest}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0)
        {
            return $"0.{new string('0', -exponent - 1)}{digits}";
        }

        digits = digits.PadRight(exponent + 2, '0');
        return $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
