using System.Numerics;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>Expressions for the numbers between two bounds, exactly. They are written without an exponent and with a bounded number of digits.</summary>
/// <param name="builder">Where rules go.</param>
internal sealed class DecimalRules(GbnfBuilder builder)
{
    private readonly IntegerRules _integers = new(builder);

    /// <summary>The numbers between two bounds.</summary>
    /// <param name="low">The lower bound; null for none.</param>
    /// <param name="isAbove">True when <paramref name="low"/> is not in it.</param>
    /// <param name="high">The upper bound; null for none.</param>
    /// <param name="isBelow">True when <paramref name="high"/> is not in it.</param>
    /// <param name="digits">The most digits after the point.</param>
    /// <returns>Null when there are none.</returns>
    public string? Between(JsonDecimal? low, bool isAbove, JsonDecimal? high, bool isBelow, int digits)
    {
        var parts = new List<string>();
        if (high is null || !high.Value.IsNegative)
        {
            var isNatural = low is null || low.Value.IsNegative;
            AddNotNull(
                parts,
                Natural(isNatural ? default(JsonDecimal) : low!.Value, !isNatural && isAbove, high, isBelow, digits)
            );
        }

        if (low is null || low.Value.IsNegative)
        {
            var isAll = high is null || !high.Value.IsNegative;
            var rest = Natural(isAll ? default(JsonDecimal) : high!.Value, isAll || isBelow, low, isAbove, digits);
            AddNotNull(parts, rest is null ? null : $"\"-\" {IntegerRules.Group(rest)}");
        }

        return parts.Count == 0 ? null : string.Join(" | ", parts);
    }

    private static void AddNotNull(List<string> parts, string? part)
    {
        if (part is not null)
        {
            parts.Add(part);
        }
    }

    private static BigInteger Whole(JsonDecimal number) =>
        BigInteger.Parse(number.IntegerDigits(), System.Globalization.CultureInfo.InvariantCulture);

    // Bounds without their signs, from zero up.
    private string? Natural(JsonDecimal low, bool isAbove, JsonDecimal? high, bool isBelow, int digits)
    {
        var first = Whole(low);
        var last = high is null ? (BigInteger?)null : Whole(high.Value);
        var lowFraction = new FractionBound(low.FractionDigits(), isAbove);
        var highFraction = high is null
            ? (FractionBound?)null
            : new FractionBound(high.Value.FractionDigits(), isBelow);
        if (first > last)
        {
            return null;
        }

        if (first == last)
        {
            return Number($"\"{first}\"", Fractions(lowFraction, highFraction, digits));
        }

        var parts = new List<string>();
        var isWhole = lowFraction is { Digits: "", IsExclusive: false };
        if (!isWhole)
        {
            AddNotNull(parts, Number($"\"{first}\"", Fractions(lowFraction, null, digits)));
        }

        var from = isWhole ? first : first + 1;
        if (last is null || from < last)
        {
            AddNotNull(
                parts,
                Number(IntegerRules.Group(_integers.Natural(from, last - 1)), Fractions(null, null, digits))
            );
        }

        if (last is not null)
        {
            AddNotNull(parts, Number($"\"{last}\"", Fractions(null, highFraction, digits)));
        }

        return parts.Count == 0 ? null : string.Join(" | ", parts);
    }

    private static string? Number(string whole, (bool CanEnd, string? Digits) fraction) =>
        (fraction.CanEnd, fraction.Digits) switch
        {
            (false, null) => null,
            (true, null) => whole,
            (true, _) => $"{whole} (\".\" {IntegerRules.Group(fraction.Digits)})?",
            _ => $"{whole} \".\" {IntegerRules.Group(fraction.Digits)}",
        };

    // The digits behind a place, between the rest of two bounds: whether there may be none, and what they are when there are some.
    private static (bool CanEnd, string? Digits) Fractions(FractionBound? low, FractionBound? high, int digits)
    {
        low = low is { Digits: "", IsExclusive: false } ? null : low;
        if (high is { Digits: "", IsExclusive: true })
        {
            return (false, null);
        }

        var canEnd = low is null;
        if (digits == 0)
        {
            return (canEnd, null);
        }

        if (low is null && high is null)
        {
            return (true, IntegerRules.Digits(1, digits));
        }

        if (high is { Digits: "" })
        {
            return low is null ? (true, digits == 1 ? "\"0\"" : $"\"0\"{{1,{digits}}}") : (false, null);
        }

        var parts = Steps(low, high, digits - 1);
        return (canEnd, parts.Count == 0 ? null : string.Join(" | ", parts));
    }

    // By the first digit: where it is that of a bound, the digits behind it keep to the rest of the bound.
    private static List<string> Steps(FractionBound? low, FractionBound? high, int digits)
    {
        var parts = new List<string>();
        var from = low?.First ?? '0';
        var to = high?.First ?? '9';
        if (low is not null && high is not null && from == to)
        {
            Add(parts, from, from, Fractions(low.Value.Rest, high.Value.Rest, digits));
        }
        else
        {
            if (low is not null)
            {
                Add(parts, from, from, Fractions(low.Value.Rest, null, digits));
                from++;
            }

            var open = high is null ? to : (char)(to - 1);
            if (from <= open)
            {
                Add(parts, from, open, Fractions(null, null, digits));
            }

            if (high is not null && to >= from)
            {
                Add(parts, to, to, Fractions(null, high.Value.Rest, digits));
            }
        }

        return parts;
    }

    private static void Add(List<string> parts, char from, char to, (bool CanEnd, string? Digits) rest)
    {
        if (rest.CanEnd || rest.Digits is not null)
        {
            var more = rest.Digits is null ? "" : $" {IntegerRules.Group(rest.Digits)}";
            parts.Add(IntegerRules.Digit(from, to) + (rest.CanEnd && more.Length > 0 ? $" ({more.Trim()})?" : more));
        }
    }
}
