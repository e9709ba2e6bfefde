using System.Globalization;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The filters that make and change numbers.</summary>
internal static class NumberFilters
{
    private const NumberStyles WholeStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
    private const NumberStyles RealStyle = WholeStyle | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int MaxPrecision = 15;

    /// <summary><c>int(default=0, base=10)</c>.</summary>
    public static JinjaValue Int(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        if (ValueComparison.TryWhole(value, out var whole))
        {
            return JinjaInteger.Of(whole);
        }

        double? real = value switch
        {
            JinjaFloat number => number.Value,
            JinjaString text => TryParse(text.Text.Trim(), arguments.Whole(context, 1, "base", 10), out whole)
                ? null
                : Real(text.Text),
            _ => double.NaN,
        };
        return real is null ? JinjaInteger.Of(whole)
            : Math.Abs(real.Value) < long.MaxValue ? JinjaInteger.Of((long)real.Value)
            : arguments.Get(0, "default") ?? JinjaInteger.Of(0);
    }

    /// <summary><c>float(default=0.0)</c>.</summary>
    public static JinjaValue Float(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        if (ValueComparison.TryNumber(value, out var number))
        {
            return new JinjaFloat(number);
        }

        return value is JinjaString text && Real(text.Text) is var real && !double.IsNaN(real)
            ? new JinjaFloat(real)
            : arguments.Get(0, "default") ?? new JinjaFloat(0);
    }

    /// <summary><c>abs</c>.</summary>
    public static JinjaValue Abs(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        ValueComparison.TryWhole(value, out var whole) && whole != long.MinValue ? JinjaInteger.Of(Math.Abs(whole))
        : ValueComparison.TryNumber(value, out var number) ? new JinjaFloat(Math.Abs(number))
        : throw context.Fail($"abs needs a number, not {value.TypeName}");

    /// <summary><c>round(precision=0, method="common")</c>, the method one of common, ceil and floor.</summary>
    public static JinjaValue Round(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        if (!ValueComparison.TryNumber(value, out var number))
        {
            throw context.Fail($"round needs a number, not {value.TypeName}");
        }

        var precision = (int)Math.Clamp(arguments.Whole(context, 0, "precision", 0), -MaxPrecision, MaxPrecision);
        var scale = Math.Pow(10, precision);
        return arguments.Text(context, 1, "method")?.Text switch
        {
            "ceil" => new JinjaFloat(Math.Ceiling(number * scale) / scale),
            "floor" => new JinjaFloat(Math.Floor(number * scale) / scale),
            null or "common" when ValueComparison.TryWhole(value, out var whole) && precision >= 0 => JinjaInteger.Of(
                whole
            ),
            null or "common" => precision >= 0
                ? new JinjaFloat(Math.Round(number, precision))
                : new JinjaFloat(Math.Round(number * scale) / scale),
            _ => throw context.Fail("round's method is common, ceil or floor"),
        };
    }

    private static bool TryParse(string text, long radix, out long number)
    {
        if (radix == 10)
        {
            return long.TryParse(
                text.Replace("_", "", StringComparison.Ordinal),
                WholeStyle,
                CultureInfo.InvariantCulture,
                out number
            );
        }

        number = 0;
        var isNegative = text.StartsWith('-');
        var digits = text.AsSpan(isNegative ? 1 : 0);
        var prefix = radix switch
        {
            16 => "0x",
            8 => "0o",
            2 => "0b",
            _ => "",
        };
        if (prefix.Length > 0 && digits.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        if (digits.IsEmpty || radix is < 2 or > 36)
        {
            return false;
        }

        foreach (var letter in digits)
        {
            var digit =
                char.IsAsciiDigit(letter) ? letter - '0'
                : char.IsAsciiLetter(letter) ? char.ToLowerInvariant(letter) - 'a' + 10
                : radix;
            if (digit >= radix || number > (long.MaxValue - digit) / radix)
            {
                return false;
            }

            number = (number * radix) + digit;
        }

        number = isNegative ? -number : number;
        return true;
    }

    private static double Real(string text) =>
        double.TryParse(text, RealStyle, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
