using System.Globalization;
using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>
/// Makes the shapes of a schema and of all that it refers to: one for each set of schemas that must hold together, so that what refers to itself comes back
/// to its own shape. Works from a queue and not by calling itself, so that no schema is too deep for the stack.
/// </summary>
internal sealed class ShapeBuilder
{
    /// <summary>The most shapes of one schema.</summary>
    public const int MaxShapes = 25_000;

    // Up to so many schemas a list is searched as fast as a set.
    private const int FewSchemas = 16;

    private readonly Dictionary<string, Shape> _known = new(StringComparer.Ordinal);
    private readonly Queue<(Shape Shape, IReadOnlyList<SchemaNode> Set)> _waiting = new();
    private readonly SchemaExpansion _expansion;
    private readonly SchemaWarnings _warnings;
    private readonly VariantBuilder _variants;
    private readonly JsonRules _rules;
    private readonly ShapeWriter _writer;
    private readonly HashSet<SchemaNode> _seen = [];
    private readonly List<Shape> _shapes = [];

    /// <summary>A builder.</summary>
    /// <param name="builder">Where rules go.</param>
    /// <param name="document">The document.</param>
    /// <param name="options">How schemas become grammars.</param>
    /// <param name="warnings">Where keywords go that are not kept.</param>
    public ShapeBuilder(
        GbnfBuilder builder,
        SchemaDocument document,
        JsonSchemaOptions options,
        SchemaWarnings warnings
    )
    {
        _warnings = warnings;
        _rules = JsonRules.Of(builder, options.Whitespace);
        _expansion = new SchemaExpansion(document, warnings);
        Properties = new PropertySchemas(document, warnings);
        _variants = new VariantBuilder(builder, this, _rules, options, warnings);
        _writer = new ShapeWriter(builder, _rules);
        Never = document.Derived(document.Root, "false");
        AnyString = document.Derived(document.Root, """{"type":"string"}""");
    }

    /// <summary>The schema that nothing fits.</summary>
    public SchemaNode Never { get; }

    /// <summary>Finds the schemas of properties.</summary>
    public PropertySchemas Properties { get; }

    /// <summary>The schema of all strings.</summary>
    public SchemaNode AnyString { get; }

    /// <summary>Adds the rules of schemas that must all hold. A builder adds once.</summary>
    /// <param name="set">The schemas; none for any value.</param>
    /// <param name="name">What its rule is best called.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="Core.Errors.ChatException">A schema is in error, nothing fits them, or a bound is passed.</exception>
    public string Add(IReadOnlyList<SchemaNode> set, string name)
    {
        var shape = Made(set, name);
        return shape.IsProductive ? Written(shape, name) : throw SchemaErrors.Contradiction(Culprit(shape).Pointer);
    }

    /// <summary>Adds the rules of schemas that must all hold, where a value fits them. A builder adds once.</summary>
    /// <param name="set">The schemas; none for any value.</param>
    /// <param name="name">What its rule is best called.</param>
    /// <returns>The rule's name; null when nothing fits.</returns>
    /// <exception cref="Core.Errors.ChatException">A schema is in error, or a bound is passed.</exception>
    public string? TryAdd(IReadOnlyList<SchemaNode> set, string name)
    {
        var shape = Made(set, name);
        return shape.IsProductive ? Written(shape, name) : null;
    }

    private Shape Made(IReadOnlyList<SchemaNode> set, string name)
    {
        var shape = Of(set, name);
        while (_waiting.TryDequeue(out var next))
        {
            Fill(next.Shape, next.Set);
        }

        ShapeProductivity.Mark(_shapes);
        return shape;
    }

    private string Written(Shape shape, string name)
    {
        var rule = _writer.RuleOf(shape, name);
        _writer.Finish();
        return rule;
    }

    /// <summary>Whether the opposite of a schema can be said.</summary>
    /// <param name="node">The schema.</param>
    public bool IsNegated(SchemaNode node) => _expansion.IsNegated(node);

    /// <summary>The rule of a shape whose values are one text each, as names are.</summary>
    /// <param name="shape">The shape.</param>
    public string RuleOf(Shape shape) => _writer.RuleOf(shape, shape.Name);

    /// <summary>The shape of schemas that must all hold.</summary>
    /// <param name="set">The schemas; none for any value.</param>
    /// <param name="name">What its rule is best called.</param>
    public Shape Of(IReadOnlyList<SchemaNode> set, string name)
    {
        var distinct = new List<SchemaNode>(set.Count);
        var many = set.Count > FewSchemas ? new HashSet<SchemaNode>() : null;
        foreach (var node in set)
        {
            node.Work.Spend(1, node.Pointer);
            var followed = Follow(node);
            if (!IsFree(followed) && (many?.Add(followed) ?? !distinct.Contains(followed)))
            {
                distinct.Add(followed);
            }
        }

        var key = Key(distinct);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var pointer = set.Count == 0 ? JsonPointer.Root : set[0].Pointer;
        if (_shapes.Count >= MaxShapes)
        {
            throw SchemaErrors.TooMuch(pointer, $"more than {MaxShapes} combinations of schemas");
        }

        var shape = new Shape(
            set.Count == 1 && distinct is [{ } only] && only != set[0] ? LastName(only.Pointer) : name,
            pointer
        );
        _shapes.Add(shape);
        _known[key] = shape;
        if (distinct.Count == 0)
        {
            shape.Variants.Add(new TextVariant("json-value", _rules.Value));
        }
        else if (!distinct.Exists(node => node.IsFalse))
        {
            _waiting.Enqueue((shape, distinct));
        }

        return shape;
    }

    private static string Key(List<SchemaNode> nodes)
    {
        if (nodes.Count == 1)
        {
            return nodes[0].Id.ToString(CultureInfo.InvariantCulture);
        }

        var ids = nodes.ConvertAll(node => node.Id);
        ids.Sort();
        return string.Join(',', ids);
    }

    private static string LastName(string pointer) =>
        pointer.Length == 1 ? "root" : JsonPointer.Unescape(pointer[(pointer.LastIndexOf('/') + 1)..]);

    // A shape without values, as deep as the lack of values leads.
    private static Shape Culprit(Shape shape)
    {
        var seen = new HashSet<Shape> { shape };
        while (
            shape
                .Variants.SelectMany(variant => variant.Parts)
                .FirstOrDefault(part => !part.IsProductive && seen.Add(part))
                is { } part
        )
        {
            shape = part;
        }

        return shape;
    }

    private SchemaNode Follow(SchemaNode node)
    {
        if (!IsReference(node))
        {
            Note(node);
            return node;
        }

        var followed = new HashSet<SchemaNode>();
        while (IsReference(node))
        {
            Note(node);
            if (!followed.Add(node))
            {
                throw SchemaErrors.Cycle(node.Pointer);
            }

            if (followed.Count > SchemaDocument.MaxDepth)
            {
                throw SchemaErrors.TooMuch(node.Pointer, $"a chain of more than {SchemaDocument.MaxDepth} references");
            }

            node = node.Target!;
        }

        Note(node);
        return node;
    }

    private static bool IsReference(SchemaNode node) =>
        node.Element.ValueKind == JsonValueKind.Object
        && node.Keywords
            is {
                HasOwnKeywords: false,
                Reference: not null,
                AllOf.Count: 0,
                AnyOf: null,
                OneOf: null,
                Not: null,
                If: null,
                DependentRequired: null,
                DependentSchemas: null
            };

    private static bool IsFree(SchemaNode node) =>
        node.Element.ValueKind == JsonValueKind.True
        || (!node.IsFalse && !node.Keywords.HasOwnKeywords && !node.Keywords.HasApplicators);

    private void Note(SchemaNode node)
    {
        if (_seen.Add(node) && !node.IsFalse)
        {
            if (node.Keywords.IsDynamic)
            {
                _warnings.Add(node, "$dynamicRef", "it is followed as $ref is");
            }

            foreach (var keyword in node.Keywords.Unknown)
            {
                _warnings.Add(node, keyword, "JSON Schema does not know it");
            }
        }
    }

    private void Fill(Shape shape, IReadOnlyList<SchemaNode> set)
    {
        if (
            set is [{ Keywords: { HasOwnKeywords: false } keywords } only]
            && PlainAlternatives(keywords) is { } alternatives
        )
        {
            if (keywords.OneOf is not null)
            {
                SchemaDisjoint.Warn(only, alternatives, _warnings);
            }

            for (var index = 0; index < alternatives.Count; index++)
            {
                shape.Variants.Add(
                    new AliasVariant(
                        Of([alternatives[index]], string.Create(CultureInfo.InvariantCulture, $"{shape.Name}-{index}"))
                    )
                );
            }

            return;
        }

        foreach (var leaves in _expansion.Expand(set))
        {
            foreach (var leaf in leaves)
            {
                Note(leaf);
            }

            _variants.Add(shape, leaves);
        }
    }

    private static IReadOnlyList<SchemaNode>? PlainAlternatives(SchemaKeywords keywords) =>
        keywords
            is { Reference: null, AllOf.Count: 0, Not: null, If: null, DependentRequired: null, DependentSchemas: null }
        && (keywords.AnyOf is null || keywords.OneOf is null)
            ? keywords.AnyOf ?? keywords.OneOf
            : null;
}
