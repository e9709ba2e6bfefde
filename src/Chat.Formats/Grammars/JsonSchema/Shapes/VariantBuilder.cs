using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Makes the variants of schemas whose own keywords must all hold: one for each type that is left, or the listed values that fit all of them.</summary>
/// <param name="builder">Where rules go.</param>
/// <param name="shapes">Where the shapes of parts are made.</param>
/// <param name="rules">The rules of JSON.</param>
/// <param name="options">How schemas become grammars.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class VariantBuilder(
    GbnfBuilder builder,
    ShapeBuilder shapes,
    JsonRules rules,
    JsonSchemaOptions options,
    SchemaWarnings warnings
)
{
    private static readonly HashSet<string> NumberFormats = new(StringComparer.Ordinal)
    {
        "int32",
        "int64",
        "float",
        "double",
    };

    private readonly NumberShapes _numbers = new(builder, rules, warnings);
    private readonly StringShapes _strings = new(builder, rules, warnings);
    private readonly ArrayShapes _arrays = new(shapes, warnings);
    private readonly ObjectShapes _objects = new(builder, shapes, options, warnings);

    /// <summary>Adds the variants.</summary>
    /// <param name="shape">Where to.</param>
    /// <param name="leaves">The schemas; at least one.</param>
    public void Add(Shape shape, IReadOnlyList<SchemaNode> leaves)
    {
        if (leaves.FirstOrDefault(leaf => leaf.Keywords.Listed is not null) is { } listing)
        {
            AddValues(shape, leaves, listing.Keywords.Listed!);
            return;
        }

        var types = Types(leaves);
        WarnOfNot(leaves, types);
        if (
            types == JsonTypes.Any
            && leaves.All(leaf => !leaf.Keywords.HasOwnKeywords)
            && !leaves.SelectMany(StringShapes.Excluded).Any()
        )
        {
            shape.Variants.Add(new TextVariant("json-value", rules.Value));
            return;
        }

        AddComposites(shape, leaves, types);
        if ((types & JsonTypes.String) != JsonTypes.None)
        {
            Add(shape, _strings.Of(leaves));
        }

        if ((types & JsonTypes.Number) != JsonTypes.None)
        {
            WarnOfNumberFormats(leaves, types);
            Add(shape, _numbers.Of(leaves, (types & JsonTypes.Fraction) == JsonTypes.None));
        }

        if ((types & JsonTypes.Boolean) != JsonTypes.None)
        {
            Add(shape, new TextVariant("json-boolean", "\"true\" | \"false\""));
        }

        if ((types & JsonTypes.Null) != JsonTypes.None)
        {
            Add(shape, new TextVariant("json-null", "\"null\""));
        }
    }

    private static void Add(Shape shape, ShapeVariant? variant)
    {
        if (variant is not null)
        {
            shape.Variants.Add(variant);
        }
    }

    /// <summary>The types that schemas allow; without a type, keywords that only some types have say which are meant.</summary>
    /// <param name="leaves">The schemas, whose own keywords must all hold.</param>
    public static JsonTypes Types(IReadOnlyList<SchemaNode> leaves)
    {
        var types = JsonTypes.Any;
        var meant = JsonTypes.None;
        var isSaid = false;
        foreach (var keywords in leaves.Select(leaf => leaf.Keywords))
        {
            isSaid |= keywords.Types is not null;
            types &= keywords.Types ?? JsonTypes.Any;
            meant |= keywords.HasObjectKeywords ? JsonTypes.Object : JsonTypes.None;
            meant |= keywords.HasArrayKeywords ? JsonTypes.Array : JsonTypes.None;
            meant |= keywords.HasStringKeywords ? JsonTypes.String : JsonTypes.None;
            meant |= keywords.HasNumberKeywords ? JsonTypes.Number : JsonTypes.None;
        }

        return isSaid || meant == JsonTypes.None ? types : meant;
    }

    private static void AddValues(Shape shape, IReadOnlyList<SchemaNode> leaves, IReadOnlyList<JsonElement> values)
    {
        var texts = values
            .Where(value => leaves.All(leaf => JsonSchemaValidator.Fits(leaf, value)))
            .Select(JsonTexts.Write)
            .Distinct(StringComparer.Ordinal);
        var expression = string.Join(" | ", texts.Select(GbnfBuilder.Literal));
        Add(shape, expression.Length == 0 ? null : new TextVariant(shape.Name, expression));
    }

    private void AddComposites(Shape shape, IReadOnlyList<SchemaNode> leaves, JsonTypes types)
    {
        if ((types & JsonTypes.Object) != JsonTypes.None)
        {
            Add(
                shape,
                leaves.Any(leaf => leaf.Keywords.HasObjectKeywords)
                    ? _objects.Of(leaves, shape.Name)
                    : new TextVariant("json-object", rules.Object)
            );
        }

        if ((types & JsonTypes.Array) != JsonTypes.None)
        {
            Add(
                shape,
                leaves.Any(leaf => leaf.Keywords.HasArrayKeywords)
                    ? _arrays.Of(leaves, shape.Name)
                    : new TextVariant("json-array", rules.Array)
            );
        }
    }

    private void WarnOfNot(IReadOnlyList<SchemaNode> leaves, JsonTypes types)
    {
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.Not is { } not && !shapes.IsNegated(not) && !IsExcluded(not, types))
            {
                warnings.Add(leaf, "not", "a grammar cannot say the opposite of this schema");
            }
        }
    }

    // Listed strings are left out by the strings themselves; what is of another type cannot come up.
    private static bool IsExcluded(SchemaNode not, JsonTypes types)
    {
        var keywords = not.Keywords;
        return keywords.Listed is { } values
            && (
                (types & ~JsonTypes.String) == JsonTypes.None
                || values.All(value => value.ValueKind == JsonValueKind.String)
            )
            && keywords is { HasApplicators: false, Types: null or JsonTypes.String };
    }

    private void WarnOfNumberFormats(IReadOnlyList<SchemaNode> leaves, JsonTypes types)
    {
        foreach (var leaf in leaves)
        {
            if (
                (types & JsonTypes.String) == JsonTypes.None
                && leaf.Keywords.Format is { } format
                && !NumberFormats.Contains(format)
            )
            {
                warnings.Add(leaf, "format", $"the format {SchemaErrors.Short(format)} is not known for numbers");
            }
        }
    }
}
