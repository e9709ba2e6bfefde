using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Arrays of schemas that must all hold.</summary>
/// <param name="shapes">Where the shapes of items are made.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class ArrayShapes(ShapeBuilder shapes, SchemaWarnings warnings)
{
    /// <summary>The arrays that fit.</summary>
    /// <param name="leaves">The schemas.</param>
    /// <param name="name">What the rule is best called.</param>
    public ShapeVariant Of(IReadOnlyList<SchemaNode> leaves, string name)
    {
        var count = leaves.Max(leaf => leaf.Keywords.PrefixItems?.Count ?? 0);
        var prefix = new List<Shape>(count);
        for (var index = 0; index < count; index++)
        {
            leaves[0].Work.Spend(leaves.Count, leaves[0].Pointer);
            prefix.Add(shapes.Of([.. leaves.SelectMany(leaf => At(leaf, leaves, index))], $"{name}-{index}"));
        }

        var items = leaves.SelectMany(leaf => At(leaf, leaves, count)).ToList();
        return new ArrayVariant
        {
            Prefix = prefix,
            Items = shapes.Of(items, $"{name}-item"),
            Min = StringShapes.Count(leaves, keywords => keywords.MinItems, Math.Max, "minItems") ?? 0,
            Max = StringShapes.Count(leaves, keywords => keywords.MaxItems, Math.Min, "maxItems"),
            Contained = Contained(leaves, items, prefix.Count > 0, name),
        };
    }

    private static IEnumerable<SchemaNode> At(SchemaNode leaf, IReadOnlyList<SchemaNode> leaves, int index)
    {
        var keywords = leaf.Keywords;
        if (index < keywords.PrefixItems?.Count)
        {
            return [keywords.PrefixItems[index]];
        }

        if (keywords.Items is { } items)
        {
            return [items];
        }

        // Items that a schema speaks of which this one applies are not left for it.
        return keywords.UnevaluatedItems is { } rest && !SchemaReach.Of(leaf, leaves).Any(inner => Speaks(inner, index))
            ? [rest]
            : [];
    }

    private static bool Speaks(SchemaNode leaf, int index) =>
        index < leaf.Keywords.PrefixItems?.Count
        || leaf.Keywords.Items is not null
        || leaf.Keywords.UnevaluatedItems is not null;

    private Shape? Contained(IReadOnlyList<SchemaNode> leaves, List<SchemaNode> items, bool hasPrefix, string name)
    {
        Shape? contained = null;
        foreach (var leaf in leaves)
        {
            var keywords = leaf.Keywords;
            if (keywords.UniqueItems && !(keywords.MaxItems <= 1))
            {
                warnings.Add(leaf, "uniqueItems", "a grammar does not remember the items before");
            }

            if (keywords.Contains is not { } wanted)
            {
                continue;
            }

            if (keywords.MaxContains is not null)
            {
                warnings.Add(leaf, "maxContains", "a grammar does not count the items of a kind");
            }

            if (keywords.MinContains > 1)
            {
                warnings.Add(leaf, "minContains", "only one item of a kind can be asked for");
            }

            if (keywords.MinContains == 0)
            {
                continue;
            }

            if (contained is not null || hasPrefix)
            {
                warnings.Add(leaf, "contains", "it can be kept once, and not beside prefixItems");
                continue;
            }

            contained = shapes.Of([.. items, wanted], $"{name}-contained");
        }

        return contained;
    }
}
