using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Objects of schemas that must all hold.</summary>
/// <param name="builder">Where rules go.</param>
/// <param name="shapes">Where the shapes of properties are made.</param>
/// <param name="options">How schemas become grammars.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class ObjectShapes(
    GbnfBuilder builder,
    ShapeBuilder shapes,
    JsonSchemaOptions options,
    SchemaWarnings warnings
)
{
    // So many ranges of characters that are laid beside each other are one step of SchemaWork.
    private const int RangesPerStep = 8;

    /// <summary>The objects that fit.</summary>
    /// <param name="leaves">The schemas.</param>
    /// <param name="name">What the rule is best called.</param>
    public ShapeVariant Of(IReadOnlyList<SchemaNode> leaves, string name)
    {
        var declared = PropertySchemas.Declared(leaves);
        leaves[0].Work.Spend((long)declared.Count * leaves.Count, leaves[0].Pointer);
        var required = PropertySchemas.Required(leaves);
        var members = declared
            .Select(property => new ObjectMember(
                property,
                shapes.Of(shapes.Properties.Of(leaves, property), $"{name}-{property}"),
                required.Contains(property)
            ))
            .ToList();
        var min = StringShapes.Count(leaves, keywords => keywords.MinProperties, Math.Max, "minProperties") ?? 0;
        var others = Others(leaves, declared, name);
        if (others.Count > 0 && min > declared.Count + 1)
        {
            warnings.Add(
                leaves.First(leaf => leaf.Keywords.MinProperties == min),
                "minProperties",
                "a grammar does not remember the names before, so some may be equal"
            );
        }

        return new ObjectVariant
        {
            Members = members,
            Others = others,
            Min = min,
            Max = StringShapes.Count(leaves, keywords => keywords.MaxProperties, Math.Min, "maxProperties"),
        };
    }

    private List<OtherMembers> Others(IReadOnlyList<SchemaNode> leaves, List<string> declared, string name)
    {
        var patterned = leaves.Where(leaf => leaf.Keywords.PatternProperties is { Count: > 0 }).ToList();
        if (patterned.Count > 0)
        {
            return PatternMembers(leaves, patterned, declared, name);
        }

        var additional = leaves
            .Select(leaf => PropertySchemas.Other(leaf, leaves, _ => false))
            .OfType<SchemaNode>()
            .ToList();
        if (
            additional.Count == 0
            && !options.AdditionalProperties
            && leaves.Any(leaf => leaf.Keywords.Properties is not null)
        )
        {
            return [];
        }

        var names = PropertySchemas.Names(leaves).ToList();
        if (additional.Exists(schema => schema.IsFalse) || names.SelectMany(PropertySchemas.Values).Any())
        {
            return [];
        }

        var value = shapes.Of(additional, $"{name}-value");
        return names.Count == 0
            ? [new OtherMembers(() => Undeclared(leaves[0], declared, name), value)]
            : NamedMembers(leaves.First(leaf => leaf.Keywords.PropertyNames is not null), names, declared, value, name);
    }

    // Every character of a name costs a place in a tree and several in the rule.
    private string Undeclared(SchemaNode leaf, List<string> declared, string name)
    {
        leaf.Work.Spend(declared.Sum(text => (long)text.Length) * KeyRules.StepsPerCharacter, leaf.Pointer);
        return new KeyRules(builder).Add($"{name}-key", declared);
    }

    // Names of a given form. Where a declared name has that form too, only the declared names are written, so that none is written twice.
    private List<OtherMembers> NamedMembers(
        SchemaNode leaf,
        List<SchemaNode> names,
        List<string> declared,
        Shape value,
        string name
    )
    {
        if (declared.Exists(text => names.TrueForAll(node => PropertySchemas.NameFits(node, text))))
        {
            warnings.Add(leaf, "propertyNames", "beside a declared property of such a name no others can be written");
            return [];
        }

        var key = shapes.Of([.. names, shapes.AnyString], $"{name}-key");
        return [new OtherMembers(() => shapes.RuleOf(key), value)];
    }

    // The start of each pattern is read once, for it is laid beside that of every other.
    private static IEnumerable<(
        SchemaNode Leaf,
        string Pattern,
        SchemaNode Schema,
        IReadOnlyList<CodePointSet> Start
    )> Patterns(SchemaNode leaf) =>
        leaf.Keywords.PatternProperties!.Select(pair =>
            (leaf, pair.Key, pair.Value, JsonPatterns.StartOf(leaf, pair.Key))
        );

    private static long Ranges(IReadOnlyList<CodePointSet> start) => start.Sum(places => (long)places.Ranges.Length);

    private List<OtherMembers> PatternMembers(
        IReadOnlyList<SchemaNode> leaves,
        List<SchemaNode> patterned,
        List<string> declared,
        string name
    )
    {
        var all = patterned.SelectMany(Patterns).ToList();
        var ranges = all.Sum(one => Ranges(one.Start));
        var others = new List<OtherMembers>();
        foreach (var (leaf, pattern, schema, start) in all)
        {
            if (declared.Exists(text => PropertySchemas.IsMatch(leaf, pattern, text) != false))
            {
                warnings.Add(
                    leaf,
                    "patternProperties",
                    "beside a declared property of such a name no others can be written"
                );
                continue;
            }

            // A name of this form may have any of the other forms too that do not begin otherwise, so the value keeps to all of them; other schemas'
            // rules for names that have no form of theirs are kept as well.
            leaf.Work.Spend(all.Count + (((all.Count * Ranges(start)) + ranges) / RangesPerStep), leaf.Pointer);
            var schemas = all.Where(other => other.Schema == schema || !RegexStart.Differ(start, other.Start))
                .Select(other => other.Schema)
                .Concat(
                    leaves
                        .Where(other => other != leaf)
                        .Select(other => PropertySchemas.Other(other, leaves, inner => inner == leaf))
                        .OfType<SchemaNode>()
                )
                .Concat(
                    leaves.Select(other => other.Keywords.PropertyNames).OfType<SchemaNode>().Select(_ => shapes.Never)
                );
            if (JsonPatterns.Add(builder, leaf, pattern, out var reason) is not { } rule)
            {
                warnings.Add(leaf, "patternProperties", reason);
                continue;
            }

            others.Add(
                new OtherMembers(
                    () => builder.Add($"{name}-key", $"\"\\\"\" {rule} \"\\\"\""),
                    shapes.Of([.. schemas], $"{name}-value")
                )
            );
        }

        return others;
    }
}
