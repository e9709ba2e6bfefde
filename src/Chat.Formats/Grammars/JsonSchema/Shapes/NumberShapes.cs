using System.Globalization;
using System.Numerics;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Numbers of schemas that must all hold.</summary>
/// <param name="builder">Where rules go.</param>
/// <param name="rules">The rules of JSON.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class NumberShapes(GbnfBuilder builder, JsonRules rules, SchemaWarnings warnings)
{
    // The most multiples that are written one by one.
    private const int MostMultiples = 1000;

    /// <summary>The expression of the numbers that fit.</summary>
    /// <param name="leaves">The schemas.</param>
    /// <param name="isInteger">Whether only integers fit.</param>
    /// <returns>Null when none fits.</returns>
    public TextVariant? Of(IReadOnlyList<SchemaNode> leaves, bool isInteger)
    {
        var bounds = NumberBounds.Of(leaves);
        var steps = NumberSteps.Of(leaves, isInteger, warnings);
        if (bounds.IsEmpty)
        {
            return null;
        }

        if (!bounds.IsBounded && steps.IsFree)
        {
            return isInteger
                ? new TextVariant("json-integer", rules.Integer)
                : new TextVariant("json-number", rules.Number);
        }

        var text =
            isInteger || steps.Whole > 0
                ? Integers(bounds, steps)
                : new DecimalRules(builder).Between(
                    bounds.Low,
                    bounds.IsAbove,
                    bounds.High,
                    bounds.IsBelow,
                    steps.Digits(bounds)
                );
        return text is null ? null : new TextVariant("number", text);
    }

    private string? Integers(NumberBounds bounds, NumberSteps steps)
    {
        var low = bounds.LowInteger;
        var high = bounds.HighInteger;
        if (steps.Whole <= 1)
        {
            return new IntegerRules(builder).Between(low, high);
        }

        var step = steps.Whole;
        if (low is not null && high is not null)
        {
            var first = Ceiling(low.Value, step);
            var count = first > high ? 0 : ((high.Value - first) / step) + 1;
            if (count <= MostMultiples)
            {
                return count == 0
                    ? null
                    : string.Join(
                        " | ",
                        Enumerable.Range(0, (int)count).Select(index => $"\"{first + (index * step)}\"")
                    );
            }
        }

        if (high is null && (low is null || low == 0 || low == 1) && Suffixes(step, low) is { } suffixes)
        {
            return suffixes;
        }

        warnings.Add(
            steps.Source!,
            "multipleOf",
            "multiples can be kept only of divisors of 1000, without other bounds, or where there are at most 1000 of them"
        );
        return new IntegerRules(builder).Between(low, high);
    }

    private static BigInteger Ceiling(BigInteger value, BigInteger step)
    {
        var rest = BigInteger.Remainder(value, step);
        return rest.IsZero ? value
            : value > 0 ? value + step - rest
            : value - rest;
    }

    // Whether a number is a multiple of a divisor of 1000 shows in its last digits.
    private static string? Suffixes(BigInteger step, BigInteger? low)
    {
        var digits = Enumerable.Range(1, 3).FirstOrDefault(digits => (BigInteger.Pow(10, digits) % step).IsZero);
        if (digits == 0)
        {
            return null;
        }

        var limit = (int)BigInteger.Pow(10, digits);
        var few = Enumerable
            .Range(1, limit - 1)
            .Where(value => (value % step).IsZero)
            .Select(value => value.ToString(CultureInfo.InvariantCulture))
            .ToList();
        var endings = few.Select(value => value.PadLeft(digits, '0')).Prepend(new string('0', digits));
        var alternatives = few.Select(value => $"\"{value}\"").ToList();
        alternatives.Add(
            $"[1-9] [0-9]{{0,{JsonRules.NumberDigits - digits - 1}}} ({string.Join(" | ", endings.Select(value => $"\"{value}\""))})"
        );
        var positive = string.Join(" | ", alternatives);
        return low switch
        {
            null => $"\"0\" | \"-\"? ({positive})",
            { IsZero: true } => $"\"0\" | {positive}",
            _ => positive,
        };
    }
}
