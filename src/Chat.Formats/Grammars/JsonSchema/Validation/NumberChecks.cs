using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>The keywords of numbers.</summary>
internal static class NumberChecks
{
    /// <summary>Checks a number.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">The schema.</param>
    /// <param name="value">The number.</param>
    /// <param name="path">Its place.</param>
    public static bool Check(ValidationRun run, SchemaNode node, JsonElement value, InstancePath path)
    {
        var keywords = node.Keywords;
        if (!keywords.HasNumberKeywords)
        {
            return true;
        }

        var number = JsonDecimal.Of(value);
        var fits = true;
        fits &=
            !(keywords.Minimum is { } minimum && number.CompareWith(minimum) < 0)
            || run.Fail(node, path, "minimum", "The number is too small.");
        fits &=
            !(keywords.Maximum is { } maximum && number.CompareWith(maximum) > 0)
            || run.Fail(node, path, "maximum", "The number is too large.");
        fits &=
            !(keywords.ExclusiveMinimum is { } above && number.CompareWith(above) <= 0)
            || run.Fail(node, path, "exclusiveMinimum", "The number is too small.");
        fits &=
            !(keywords.ExclusiveMaximum is { } below && number.CompareWith(below) >= 0)
            || run.Fail(node, path, "exclusiveMaximum", "The number is too large.");
        if (keywords.MultipleOf is { } divisor && number.IsMultipleOf(divisor) is not true)
        {
            fits = run.Fail(
                node,
                path,
                "multipleOf",
                "The number is no multiple of the one that is asked for, or too long to say."
            );
        }

        return fits;
    }
}
