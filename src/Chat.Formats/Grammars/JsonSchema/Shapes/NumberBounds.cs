using System.Globalization;
using System.Numerics;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>The bounds that numbers have by several schemas together.</summary>
/// <param name="Low">The lower bound; null for none.</param>
/// <param name="IsAbove">Whether the lower bound itself is out.</param>
/// <param name="High">The upper bound; null for none.</param>
/// <param name="IsBelow">Whether the upper bound itself is out.</param>
internal readonly record struct NumberBounds(JsonDecimal? Low, bool IsAbove, JsonDecimal? High, bool IsBelow)
{
    /// <summary>The most digits of a bound after the point.</summary>
    public const int MaxFractionDigits = 64;

    private static readonly JsonDecimal Int32Low = JsonDecimal.Parse("-2147483648");
    private static readonly JsonDecimal Int32High = JsonDecimal.Parse("2147483647");

    /// <summary>Whether there is a bound.</summary>
    public bool IsBounded => Low is not null || High is not null;

    /// <summary>Whether no number is between the bounds.</summary>
    public bool IsEmpty =>
        Low is { } low
        && High is { } high
        && low.CompareWith(high) is var order
        && (order > 0 || (order == 0 && (IsAbove || IsBelow)));

    /// <summary>The smallest integer; null for none.</summary>
    public BigInteger? LowInteger => Low is { } low ? -Floor(low.Negated, IsAbove) : null;

    /// <summary>The largest integer; null for none.</summary>
    public BigInteger? HighInteger => High is { } high ? Floor(high, IsBelow) : null;

    /// <summary>The bounds of schemas that must all hold.</summary>
    /// <param name="leaves">The schemas.</param>
    /// <exception cref="Core.Errors.ChatException">A bound has too many digits.</exception>
    public static NumberBounds Of(IReadOnlyList<SchemaNode> leaves)
    {
        var bounds = default(NumberBounds);
        foreach (var leaf in leaves)
        {
            var keywords = leaf.Keywords;
            bounds = bounds
                .From(leaf, keywords.Minimum, false)
                .From(leaf, keywords.ExclusiveMinimum, true)
                .To(leaf, keywords.Maximum, false)
                .To(leaf, keywords.ExclusiveMaximum, true);
            if (string.Equals(keywords.Format, "int32", StringComparison.Ordinal))
            {
                bounds = bounds.From(leaf, Int32Low, false).To(leaf, Int32High, false);
            }
        }

        return bounds;
    }

    private static BigInteger Floor(JsonDecimal number, bool isBelow)
    {
        var whole = BigInteger.Parse(number.IntegerDigits(), CultureInfo.InvariantCulture);
        return number.IsInteger ? (number.IsNegative ? -whole : whole) - (isBelow ? 1 : 0)
            : number.IsNegative ? -whole - 1
            : whole;
    }

    private static void Bound(SchemaNode leaf, JsonDecimal number)
    {
        if (number.Magnitude > IntegerRules.MaxDigits || number.Exponent < -MaxFractionDigits)
        {
            throw SchemaErrors.TooMuch(
                leaf.Pointer,
                $"a bound of more than {IntegerRules.MaxDigits} digits before the point or {MaxFractionDigits} behind it"
            );
        }
    }

    private NumberBounds From(SchemaNode leaf, JsonDecimal? low, bool isAbove)
    {
        if (low is not { } bound)
        {
            return this;
        }

        Bound(leaf, bound);
        var order = Low is { } known ? bound.CompareWith(known) : 1;
        return order > 0
            ? this with
            {
                Low = bound,
                IsAbove = isAbove,
            }
            : this with
            {
                IsAbove = IsAbove || (order == 0 && isAbove),
            };
    }

    private NumberBounds To(SchemaNode leaf, JsonDecimal? high, bool isBelow)
    {
        if (high is not { } bound)
        {
            return this;
        }

        Bound(leaf, bound);
        var order = High is { } known ? bound.CompareWith(known) : -1;
        return order < 0
            ? this with
            {
                High = bound,
                IsBelow = isBelow,
            }
            : this with
            {
                IsBelow = IsBelow || (order == 0 && isBelow),
            };
    }
}
