using System.Globalization;
using System.Numerics;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>Expressions for the integers between two bounds, exact for any number of digits up to <see cref="MaxDigits"/>.</summary>
/// <param name="builder">Where rules go.</param>
internal sealed class IntegerRules(GbnfBuilder builder)
{
    /// <summary>The most digits of a bound.</summary>
    public const int MaxDigits = 512;

    // Every so many digits a rule of its own, so that no expression nests deeper than this.
    private const int MostNested = 16;

    /// <summary>The integers between two bounds, which are in it.</summary>
    /// <param name="low">The lower bound; null for none.</param>
    /// <param name="high">The upper bound; null for none.</param>
    /// <returns>Null when there are none.</returns>
    public string? Between(BigInteger? low, BigInteger? high)
    {
        if (low > high)
        {
            return null;
        }

        var parts = new List<string>();
        if (high is null || high >= 0)
        {
            parts.Add(Natural(BigInteger.Max(low ?? 0, 0), high));
        }

        if (low is null || low < 0)
        {
            var smallest = high < 0 ? -high.Value : BigInteger.One;
            parts.Add($"\"-\" {Group(Natural(smallest, -low))}");
        }

        return string.Join(" | ", parts);
    }

    /// <summary>The natural numbers between two bounds, which are in it.</summary>
    /// <param name="low">The lower bound, from 0 up.</param>
    /// <param name="high">The upper bound, not below it; null for as many digits as a number may have.</param>
    public string Natural(BigInteger low, BigInteger? high)
    {
        var first = low.ToString(CultureInfo.InvariantCulture);
        var last =
            high?.ToString(CultureInfo.InvariantCulture)
            ?? new string('9', Math.Max(JsonRules.NumberDigits, first.Length + 1));
        var parts = new List<string>();
        if (first.Length == last.Length)
        {
            return Same(first, last, true, 0);
        }

        // Lengths whose numbers are all in it are one part.
        var whole = first[0] == '1' && first.AsSpan(1).IndexOfAnyExcept('0') < 0 ? first.Length : first.Length + 1;
        var wholeEnd = last.AsSpan().IndexOfAnyExcept('9') < 0 ? last.Length : last.Length - 1;
        if (whole > first.Length)
        {
            parts.Add(Same(first, new string('9', first.Length), true, 0));
        }

        if (whole <= wholeEnd)
        {
            parts.Add($"[1-9] {Digits(whole - 1, wholeEnd - 1)}".TrimEnd());
        }

        if (wholeEnd < last.Length)
        {
            parts.Add(Same("1" + new string('0', last.Length - 1), last, true, 0));
        }

        return string.Join(" | ", parts);
    }

    /// <summary>An expression with brackets where it has alternatives.</summary>
    /// <param name="expression">The expression.</param>
    public static string Group(string expression) =>
        expression.Contains(" | ", StringComparison.Ordinal) ? $"({expression})" : expression;

    /// <summary>One digit between two.</summary>
    /// <param name="low">The lower one.</param>
    /// <param name="high">The upper one.</param>
    public static string Digit(char low, char high) => low == high ? $"\"{low}\"" : $"[{low}-{high}]";

    /// <summary>So many digits, whichever.</summary>
    /// <param name="least">At least so many.</param>
    /// <param name="most">At most so many.</param>
    /// <returns>Empty for none.</returns>
    public static string Digits(int least, int most) =>
        most <= 0 ? ""
        : least == 1 && most == 1 ? "[0-9]"
        : least == most ? $"[0-9]{{{most}}}"
        : $"[0-9]{{{least},{most}}}";

    // Numbers of the same length; low and high null where the digits before them already decided.
    private string Same(string? low, string? high, bool isFirst, int depth)
    {
        var length = (low ?? high)!.Length;
        low = low is not null && !isFirst && low.AsSpan().IndexOfAnyExcept('0') < 0 ? null : low;
        high = high is not null && high.AsSpan().IndexOfAnyExcept('9') < 0 && !isFirst ? null : high;
        if (low is null && high is null)
        {
            return Digits(length, length);
        }

        var from = low?[0] ?? '0';
        var to = high?[0] ?? '9';
        if (length == 1)
        {
            return Digit(from, to);
        }

        if (from == to && low is not null && high is not null)
        {
            return $"\"{from}\" {Next(low[1..], high[1..], depth)}";
        }

        var parts = new List<string>();
        var lowTail = low is null || low.AsSpan(1).IndexOfAnyExcept('0') < 0 ? null : low[1..];
        var highTail = high is null || high.AsSpan(1).IndexOfAnyExcept('9') < 0 ? null : high[1..];
        if (lowTail is not null)
        {
            parts.Add($"\"{from++}\" {Next(lowTail, null, depth)}");
        }

        var open = highTail is null ? to : (char)(to - 1);
        if (from <= open)
        {
            parts.Add($"{Digit(from, open)} {Digits(length - 1, length - 1)}");
        }

        if (highTail is not null)
        {
            parts.Add($"\"{to}\" {Next(null, highTail, depth)}");
        }

        return string.Join(" | ", parts);
    }

    private string Next(string? low, string? high, int depth)
    {
        var expression = Same(low, high, false, depth + 1);
        return depth % MostNested == MostNested - 1 ? builder.Add("digits", expression) : Group(expression);
    }
}
