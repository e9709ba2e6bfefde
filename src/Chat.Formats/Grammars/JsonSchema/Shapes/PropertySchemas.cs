using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Finds the schemas that the value of a property follows.</summary>
/// <param name="document">The document.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class PropertySchemas(SchemaDocument document, SchemaWarnings warnings)
{
    private readonly SchemaNode _never = document.Derived(document.Root, "false");

    /// <summary>The names that schemas declare, each once: in <c>properties</c>, <c>required</c>, or a list of <c>propertyNames</c>.</summary>
    /// <param name="leaves">The schemas, whose own keywords must all hold.</param>
    public static List<string> Declared(IReadOnlyList<SchemaNode> leaves) =>
        leaves
            .SelectMany(leaf => (IEnumerable<string>?)leaf.Keywords.Properties?.Keys ?? [])
            .Concat(leaves.SelectMany(leaf => leaf.Keywords.Required))
            .Concat(Names(leaves).SelectMany(Values))
            .Distinct(StringComparer.Ordinal)
            .ToList();

    /// <summary>The names that every object has.</summary>
    /// <param name="leaves">The schemas, whose own keywords must all hold.</param>
    public static HashSet<string> Required(IReadOnlyList<SchemaNode> leaves) =>
        leaves.SelectMany(leaf => leaf.Keywords.Required).ToHashSet(StringComparer.Ordinal);

    /// <summary>What schemas say of names.</summary>
    /// <param name="leaves">The schemas.</param>
    public static IEnumerable<SchemaNode> Names(IReadOnlyList<SchemaNode> leaves) =>
        leaves.Select(leaf => leaf.Keywords.PropertyNames).OfType<SchemaNode>();

    /// <summary>The names that a schema of names lists: they are declared by that.</summary>
    /// <param name="node">The schema of names.</param>
    public static IEnumerable<string> Values(SchemaNode node) =>
        (node.Keywords.Listed ?? []).Where(value => value.ValueKind == JsonValueKind.String).Select(JsonTexts.Of);

    /// <summary>Whether a name has the form of a pattern.</summary>
    /// <param name="leaf">The schema that has the pattern.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="name">The name.</param>
    /// <returns>Null when that cannot be said.</returns>
    public static bool? IsMatch(SchemaNode leaf, string pattern, string name) =>
        JsonPatterns.IsMatch(leaf, pattern, name, leaf.Work);

    /// <summary>Whether a name fits a schema of names.</summary>
    /// <param name="names">The schema of names.</param>
    /// <param name="name">The name.</param>
    public static bool NameFits(SchemaNode names, string name)
    {
        using var text = JsonDocument.Parse(JsonTexts.Quote(name));
        return JsonSchemaValidator.Fits(names, text.RootElement);
    }

    /// <summary>The schemas for a property of all of several schemas.</summary>
    /// <param name="leaves">The schemas, whose own keywords must all hold.</param>
    /// <param name="name">The property's name.</param>
    public IReadOnlyList<SchemaNode> Of(IReadOnlyList<SchemaNode> leaves, string name) =>
        [.. leaves.SelectMany(leaf => At(leaf, leaves, name))];

    /// <summary>The schemas that the value of a property follows by its schema, whose name no other keyword of that schema speaks of.</summary>
    /// <param name="leaf">The schema.</param>
    /// <param name="leaves">All schemas of the object.</param>
    /// <param name="names">Whether a schema declares the name or has a pattern of its form.</param>
    /// <returns>Null when there is none.</returns>
    public static SchemaNode? Other(SchemaNode leaf, IReadOnlyList<SchemaNode> leaves, Func<SchemaNode, bool> names)
    {
        var keywords = leaf.Keywords;
        return keywords.AdditionalProperties is not null ? keywords.AdditionalProperties
            : keywords.UnevaluatedProperties is null ? null
            : SchemaReach.Of(leaf, leaves).Any(Speaks) ? null
            : keywords.UnevaluatedProperties;

        bool Speaks(SchemaNode inner) =>
            inner.Keywords.AdditionalProperties is not null
            || inner.Keywords.UnevaluatedProperties is not null
            || names(inner);
    }

    private static bool HasName(SchemaNode leaf, string name) =>
        leaf.Keywords.Properties?.ContainsKey(name) == true
        || leaf.Keywords.PatternProperties?.Keys.Any(pattern => IsMatch(leaf, pattern, name) == true) == true;

    private IEnumerable<SchemaNode> At(SchemaNode leaf, IReadOnlyList<SchemaNode> leaves, string name)
    {
        var keywords = leaf.Keywords;
        var isDeclared = false;
        if (keywords.Properties is not null && keywords.Properties.TryGetValue(name, out var schema))
        {
            isDeclared = true;
            yield return schema;
        }

        foreach (var (pattern, patterned) in keywords.PatternProperties ?? [])
        {
            var match = IsMatch(leaf, pattern, name);
            if (match is null)
            {
                warnings.Add(leaf, "patternProperties", $"the pattern {SchemaErrors.Short(pattern)} cannot be checked");
            }
            else if (match.Value)
            {
                isDeclared = true;
                yield return patterned;
            }
        }

        if (!isDeclared && Other(leaf, leaves, inner => HasName(inner, name)) is { } other)
        {
            yield return other;
        }

        if (keywords.PropertyNames is { } names && !NameFits(names, name))
        {
            yield return _never;
        }
    }
}
