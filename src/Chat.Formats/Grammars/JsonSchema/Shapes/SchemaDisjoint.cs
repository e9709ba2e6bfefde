using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Sees whether no value fits two schemas at once, in the cases that schemas are written for: other types, other constants, another tag.</summary>
internal static class SchemaDisjoint
{
    /// <summary>The most alternatives that are compared with each other.</summary>
    public const int MaxAlternatives = 32;

    // How deep properties are compared.
    private const int MostDepth = 4;

    /// <summary>Warns when alternatives of <c>oneOf</c> may fit the same value, since the grammar only sees to it that one of them fits.</summary>
    /// <param name="node">The schema that has <c>oneOf</c>.</param>
    /// <param name="alternatives">Its alternatives.</param>
    /// <param name="warnings">Where warnings go.</param>
    public static void Warn(SchemaNode node, IReadOnlyList<SchemaNode> alternatives, SchemaWarnings warnings)
    {
        if (alternatives.Count > MaxAlternatives)
        {
            warnings.Add(
                node,
                "oneOf",
                $"more than {MaxAlternatives} alternatives are not compared, and a value may fit several"
            );
            return;
        }

        for (var first = 0; first < alternatives.Count; first++)
        {
            for (var second = first + 1; second < alternatives.Count; second++)
            {
                if (!Are(alternatives[first], alternatives[second], node.Keywords.Types ?? JsonTypes.Any, 0))
                {
                    warnings.Add(
                        node,
                        "oneOf",
                        $"a value may fit both alternative {first} and alternative {second}, and only one is allowed"
                    );
                    return;
                }
            }
        }
    }

    // Whether no value of the allowed types fits both.
    private static bool Are(SchemaNode first, SchemaNode second, JsonTypes allowed, int depth)
    {
        first = Followed(first);
        second = Followed(second);
        if (first.IsFalse || second.IsFalse)
        {
            return true;
        }

        var one = first.Keywords;
        var other = second.Keywords;
        first.Work.Spend(1 + one.Required.Count + other.Required.Count + (other.Enum?.Count ?? 0), first.Pointer);
        if (one.Enum is not null && other.Enum is not null)
        {
            return !one.EnumTexts.Overlaps(other.EnumTexts);
        }

        if (one.Listed is { } values)
        {
            return !values.Any(value => JsonSchemaValidator.Fits(second, value));
        }

        if (other.Listed is { } others)
        {
            return !others.Any(value => JsonSchemaValidator.Fits(first, value));
        }

        var types = allowed & (one.Types ?? JsonTypes.Any) & (other.Types ?? JsonTypes.Any);
        return types == JsonTypes.None
            || (
                types == JsonTypes.Object
                && depth < MostDepth
                && (HaveOtherTags(one, other, depth) || Excludes(one, other) || Excludes(other, one))
            )
            || ((types & ~JsonTypes.Number) == JsonTypes.None && (Above(one, other) || Above(other, one)));
    }

    private static SchemaNode Followed(SchemaNode node)
    {
        for (
            var hops = 0;
            hops < SchemaDocument.MaxDepth
                && node.Element.ValueKind == JsonValueKind.Object
                && node.Target is { } target
                && !node.Keywords.HasOwnKeywords;
            hops++
        )
        {
            node = target;
        }

        return node;
    }

    // A property that both require and whose values differ.
    private static bool HaveOtherTags(SchemaKeywords one, SchemaKeywords other, int depth) =>
        one
            .Required.Intersect(other.Required, StringComparer.Ordinal)
            .Any(name =>
                one.Properties is not null
                && other.Properties is not null
                && one.Properties.TryGetValue(name, out var first)
                && other.Properties.TryGetValue(name, out var second)
                && Are(first, second, JsonTypes.Any, depth + 1)
            );

    // A property that one requires and the other does not allow.
    private static bool Excludes(SchemaKeywords one, SchemaKeywords other) =>
        one.Required.Any(name =>
            other.Properties is not null && other.Properties.TryGetValue(name, out var schema)
                ? schema.IsFalse
                : other.AdditionalProperties is { IsFalse: true } && other.PatternProperties is null
        );

    private static bool Above(SchemaKeywords one, SchemaKeywords other) =>
        (one.Minimum ?? one.ExclusiveMinimum) is { } low
        && (other.Maximum ?? other.ExclusiveMaximum) is { } high
        && (
            low.CompareWith(high) > 0 || (low.CompareWith(high) == 0 && (one.Minimum is null || other.Maximum is null))
        );
}
