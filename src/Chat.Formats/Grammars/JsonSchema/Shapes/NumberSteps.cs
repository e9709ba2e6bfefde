using System.Globalization;
using System.Numerics;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>What <c>multipleOf</c> of several schemas asks for together, as far as a grammar can say it.</summary>
/// <param name="Whole">The number that integers are multiples of; 0 when fractions may be too, 1 for all integers.</param>
/// <param name="MostDigits">The most digits after the point; null for as many as numbers may have.</param>
/// <param name="Source">A schema that <paramref name="Whole"/> comes from; null without one.</param>
internal readonly record struct NumberSteps(BigInteger Whole, int? MostDigits, SchemaNode? Source)
{
    // A larger step could not be kept anyway.
    private const int MostStepDigits = 18;

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsFree => Whole <= 1 && MostDigits is null && Source is null;

    /// <summary>What schemas ask for.</summary>
    /// <param name="leaves">The schemas.</param>
    /// <param name="isInteger">Whether only integers fit.</param>
    /// <param name="warnings">Where keywords go that are not kept.</param>
    public static NumberSteps Of(IReadOnlyList<SchemaNode> leaves, bool isInteger, SchemaWarnings warnings)
    {
        var steps = default(NumberSteps);
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.MultipleOf is not { } divisor)
            {
                continue;
            }

            if (divisor.IsInteger && divisor.Magnitude <= MostStepDigits)
            {
                var step = BigInteger.Parse(divisor.IntegerDigits(), CultureInfo.InvariantCulture);
                var both = steps.Whole.IsZero
                    ? step
                    : steps.Whole / BigInteger.GreatestCommonDivisor(steps.Whole, step) * step;
                steps = steps with { Whole = both, Source = leaf };
            }
            else if (
                string.Equals(divisor.Digits, "1", StringComparison.Ordinal)
                && divisor.Exponent is < 0 and >= -NumberBounds.MaxFractionDigits
            )
            {
                steps = steps with { MostDigits = Math.Min(steps.MostDigits ?? int.MaxValue, (int)-divisor.Exponent) };
            }
            else if (!isInteger || JsonDecimal.Parse("1").IsMultipleOf(divisor) is not true)
            {
                warnings.Add(leaf, "multipleOf", "only integers and 0.1, 0.01 and so on can be kept");
            }
        }

        return isInteger ? steps with { MostDigits = null } : steps;
    }

    /// <summary>The most digits after the point of numbers between bounds.</summary>
    /// <param name="bounds">The bounds.</param>
    public int Digits(NumberBounds bounds) =>
        MostDigits
        ?? Math.Max(
            JsonRules.NumberDigits,
            Math.Max(bounds.Low?.FractionDigits().Length ?? 0, bounds.High?.FractionDigits().Length ?? 0) + 1
        );
}
