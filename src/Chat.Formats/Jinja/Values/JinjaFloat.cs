namespace Chat.Formats.Jinja.Values;

/// <summary>A number with a fraction.</summary>
/// <param name="value">The number.</param>
/// <param name="text">How it is written; null writes it as Python does.</param>
internal sealed class JinjaFloat(double value, string? text = null) : JinjaValue
{
    // From here on, and below the other, Python writes an exponent.
    private const double LeastWithExponent = 1e16;
    private const double LeastWithout = 1e-4;

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

        var size = Math.Abs(Value);
        if (size != 0 && size is >= LeastWithExponent or < LeastWithout and > 0)
        {
            return WithExponent();
        }

        // Within these bounds a decimal holds what "R" would write with an exponent.
        var plain = Value.ToString("R");
        plain = plain.Contains('E', StringComparison.Ordinal) ? Value.ToString("0.####################") : plain;
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
    }

    private string WithExponent()
    {
        var parts = Value.ToString("E16").Split('E');
        var shortest = Value.ToString("R");
        var digits = shortest.Contains('E', StringComparison.Ordinal) ? shortest.Split('E')[0] : Mantissa(shortest);
        var exponent = int.Parse(parts[1]);
        return $"{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    // "R" writes some numbers of these sizes without an exponent.
    private static string Mantissa(string plain)
    {
        var sign = plain.StartsWith('-') ? "-" : "";
        var digits = plain
            .Replace("-", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal)
            .Trim('0');
        return digits.Length > 1 ? $"{sign}{digits[0]}.{digits[1..]}" : sign + digits;
    }
}
