using System.Globalization;
using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;
using Chat.Formats.Grammars.JsonSchema.Shapes;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Writes the grammar of values with bare keys and marked strings, which no grammar of JSON fits. What lies deeper than <see cref="MaxDepth"/>
/// is left out where it may be, and required values deeper than <see cref="MostRequired"/> may be any.
/// </summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="format">The form of the calls.</param>
/// <param name="tool">The tool, which has a schema; what cannot be held to is named there.</param>
internal sealed class BareValueGrammar(GbnfBuilder builder, CallFormat format, OfferedTool tool)
{
    /// <summary>The most values inside each other where the schema does not ask for more.</summary>
    public const int MaxDepth = 16;

    /// <summary>The most values inside each other that are held to the schema.</summary>
    public const int MostRequired = 32;

    private const string Number = "( \"-\"? ( \"0\" | [1-9] [0-9]{0,18} ) ( \".\" [0-9]{1,18} )? )";
    private const string Key = "[a-zA-Z_] [a-zA-Z0-9_-]{0,63} \":\"";

    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);
    private readonly ToolSchema _schema = tool.Parameters!;
    private readonly ArgumentKeys _keys = new(format);
    private readonly BareTextGrammar _texts = new(builder, tool.Parameters!.Told);
    private readonly string _mark = GbnfBuilder.Literal(format.StringMark);
    private string? _any;

    /// <summary>Adds the rules of a value.</summary>
    /// <param name="name">What they are best called.</param>
    /// <param name="schemas">The schemas that it follows, all of them; none for any value.</param>
    /// <returns>The rule's name; null when no value fits.</returns>
    /// <exception cref="Core.Errors.ChatException">A schema is in error: kind <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public string? Add(string name, IReadOnlyList<SchemaNode> schemas) => Value(name, schemas, 0);

    private string? Value(string name, IReadOnlyList<SchemaNode> schemas, int depth)
    {
        if (schemas.Count == 0)
        {
            return Any();
        }

        if (depth > MostRequired)
        {
            _schema.Told.Add(
                schemas[0],
                "type",
                $"values more than {MostRequired} deep may be any in this model's form of calls"
            );
            return Any();
        }

        // Schemas that refer to each other would be written again and again.
        var ids = schemas.Select(node => node.Id.ToString(CultureInfo.InvariantCulture));
        var key = string.Create(CultureInfo.InvariantCulture, $"{depth}:{string.Join(',', ids)}");
        if (!_known.TryGetValue(key, out var rule))
        {
            var parts = _schema
                .Expand(schemas)
                .SelectMany(leaves => Parts(name, leaves, depth))
                .Distinct(StringComparer.Ordinal)
                .ToList();
            rule = parts.Count == 0 ? null : builder.Add(name, string.Join(" | ", parts));
            _known[key] = rule;
        }

        return rule;
    }

    private IEnumerable<string> Parts(string name, IReadOnlyList<SchemaNode> leaves, int depth)
    {
        if (leaves.FirstOrDefault(leaf => leaf.Keywords.Listed is not null) is { } listing)
        {
            return listing
                .Keywords.Listed!.Where(value => leaves.All(leaf => JsonSchemaValidator.Fits(leaf, value)))
                .Select(value => Constant(listing, value));
        }

        _schema.WarnOfNot(leaves);
        return leaves.All(leaf => !leaf.Keywords.HasOwnKeywords)
            ? [Any()]
            : Typed(name, leaves, depth).OfType<string>();
    }

    private IEnumerable<string?> Typed(string name, IReadOnlyList<SchemaNode> leaves, int depth)
    {
        var types = VariantBuilder.Types(leaves);
        if ((types & JsonTypes.String) != JsonTypes.None)
        {
            yield return _texts.Add(leaves, format.StringMark) is { } text ? $"{_mark} {text} {_mark}" : null;
        }

        if ((types & JsonTypes.Number) != JsonTypes.None)
        {
            var number = _schema.Document.Derived(_schema.Document.Root, """{"type":"number"}""");
            yield return GrammarSeam.AddValue(builder, name, _schema, [.. leaves, number]);
        }

        if ((types & JsonTypes.Boolean) != JsonTypes.None)
        {
            yield return "\"true\" | \"false\"";
        }

        if ((types & JsonTypes.Null) != JsonTypes.None)
        {
            yield return "\"null\"";
        }

        if ((types & JsonTypes.Array) != JsonTypes.None)
        {
            yield return Array(name, leaves, depth);
        }

        if ((types & JsonTypes.Object) != JsonTypes.None)
        {
            yield return Object(name, leaves, depth);
        }
    }

    private string Constant(SchemaNode node, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Text(node, JsonTexts.Of(value)),
            JsonValueKind.Array =>
                $"\"[\" {string.Join(" \",\" ", value.EnumerateArray().Select(item => Constant(node, item)))} \"]\"",
            JsonValueKind.Object => Members(
                value
                    .EnumerateObject()
                    .Select(member =>
                        $"{GbnfBuilder.Literal(Named(node, member.Name) + ":")} {Constant(node, member.Value)}"
                    )
            ),
            _ => GbnfBuilder.Literal(value.GetRawText()),
        };

    private static string Members(IEnumerable<string> pairs) => $"\"{{\" {string.Join(" \",\" ", pairs)} \"}}\"";

    private string Named(SchemaNode node, string name) =>
        _keys.IsWritable(name)
            ? name
            : throw SchemaErrors.Invalid(
                $"A value at {node.Pointer} for the tool \"{tool.Name}\" has the property \"{SchemaErrors.Short(name)}\", a name that the model's form of calls cannot hold.",
                "Use another value."
            );

    private string Text(SchemaNode node, string text) =>
        text.Contains(format.StringMark, StringComparison.Ordinal)
            ? throw BareTextGrammar.Ends(node, text, format.StringMark)
            : GbnfBuilder.Literal(format.StringMark + text + format.StringMark);

    private string? Array(string name, IReadOnlyList<SchemaNode> leaves, int depth)
    {
        foreach (var leaf in leaves)
        {
            Warn(leaf, "contains", leaf.Keywords.Contains is not null);
            Warn(leaf, "uniqueItems", leaf.Keywords.UniqueItems);
            Warn(leaf, "unevaluatedItems", leaf.Keywords.UnevaluatedItems is not null);
        }

        var min = StringShapes.Count(leaves, keywords => keywords.MinItems, Math.Max, "minItems") ?? 0;
        var max = StringShapes.Count(leaves, keywords => keywords.MaxItems, Math.Min, "maxItems");
        max = depth >= MaxDepth ? Math.Min(min, max ?? min) : max;
        var prefix = new List<string>();
        var count = leaves.Max(leaf => leaf.Keywords.PrefixItems?.Count ?? 0);
        while (prefix.Count < count && !(prefix.Count >= max))
        {
            if (Item(prefix.Count) is not { } item)
            {
                max = prefix.Count;
                break;
            }

            prefix.Add(item);
        }

        // Beyond the items of the list, where there may be more and something fits them.
        var more = max <= prefix.Count ? null : Item(count);
        return min > (more is null ? prefix.Count : max) ? null : Items(name, prefix, more, min, max);

        string? Item(int index)
        {
            _schema.Document.Work.Spend(leaves.Count, leaves[0].Pointer);
            var schemas = leaves.Select(leaf => ItemSchema(leaf, index)).OfType<SchemaNode>().ToList();
            return Value($"{name}-item", schemas, depth + 1);
        }
    }

    private static SchemaNode? ItemSchema(SchemaNode leaf, int index) =>
        index < leaf.Keywords.PrefixItems?.Count ? leaf.Keywords.PrefixItems[index] : leaf.Keywords.Items;

    // An array of a list of items and more of one kind behind them, of which the last may be left out. Each item's rule holds what follows it.
    private string Items(string name, List<string> prefix, string? more, int min, int? max)
    {
        var least = Math.Max(0, min - prefix.Count);
        var rest = "";
        if (more is not null && prefix.Count > 0)
        {
            rest = $"( \",\" {more} ){{{least},{max - prefix.Count}}}";
        }
        else if (more is not null)
        {
            rest = $"{more} ( \",\" {more} ){{{Math.Max(0, least - 1)},{max - 1}}}";
            rest = least == 0 ? $"( {rest} )?" : rest;
        }

        for (var index = prefix.Count - 1; index >= 0; index--)
        {
            var item = $"{(index == 0 ? "" : "\",\" ")}{prefix[index]} {rest}".TrimEnd();
            rest = builder.Add($"{name}-items", index < min ? item : $"( {item} )?");
        }

        return rest.Length == 0 ? "\"[]\"" : $"\"[\" {rest} \"]\"";
    }

    private void Warn(SchemaNode leaf, string keyword, bool isThere)
    {
        if (isThere)
        {
            _schema.Told.Add(leaf, keyword, "it is not kept in this model's form of calls");
        }
    }

    private string? Object(string name, IReadOnlyList<SchemaNode> leaves, int depth)
    {
        var declared = _keys.Writable(tool, _schema.Arguments(leaves)).ToList();
        var members = declared.Where(member => member.IsRequired || depth < MaxDepth).ToList();
        if (members.Count > 0)
        {
            return Declared(name, members, depth);
        }

        var others = leaves
            .Select(leaf => leaf.Keywords.AdditionalProperties ?? leaf.Keywords.UnevaluatedProperties)
            .OfType<SchemaNode>()
            .ToList();
        foreach (var leaf in leaves)
        {
            Warn(leaf, "patternProperties", leaf.Keywords.PatternProperties is not null);
            Warn(leaf, "propertyNames", leaf.Keywords.PropertyNames is not null);
        }

        if (declared.Count > 0 || depth >= MaxDepth || others.Exists(other => other.IsFalse))
        {
            return "\"{}\"";
        }

        return Value($"{name}-value", others, depth + 1) is { } value
            ? $"\"{{\" ( {Key} {value} ( \",\" {Key} {value} )* )? \"}}\""
            : "\"{}\"";
    }

    // An optional member that nothing fits is left out; a required one leaves no object.
    private string? Declared(string name, List<ToolArgument> members, int depth)
    {
        var pairs = new List<(string Rule, bool IsRequired)>();
        foreach (var member in members)
        {
            if (Value($"{name}-{member.Key}-value", member.Schemas, depth + 1) is { } value)
            {
                var pair = builder.Add($"{name}-{member.Key}", $"{GbnfBuilder.Literal(member.Key + ":")} {value}");
                pairs.Add((pair, member.IsRequired));
            }
            else if (member.IsRequired)
            {
                return null;
            }
        }

        return $"\"{{\" {CommaList.Add(builder, name, pairs, "\",\"")} \"}}\"";
    }

    private string Any()
    {
        var value = _any;
        if (value is null)
        {
            value = builder.Reserve("any-value");
            _any = value;
            var text = $"{_mark} {GbnfUntil.Add(builder, "text", format.StringMark)} {_mark}";
            builder.Set(
                value,
                $"{text} | {Number} | \"true\" | \"false\" | \"null\""
                    + $" | \"{{\" ( {Key} {value} ( \",\" {Key} {value} )* )? \"}}\" | \"[\" ( {value} ( \",\" {value} )* )? \"]\""
            );
        }

        return value;
    }
}
