using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Writes the grammar of values with bare keys and marked strings, which no grammar of JSON fits. Of a schema it holds to the types,
/// the words of an enum, the properties and the items; what lies deeper than <see cref="MaxDepth"/> may be any value.
/// </summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="mark">What stands before and after a string.</param>
/// <param name="root">The tool's schema, into which references lead.</param>
/// <param name="scalar">Adds the rules of a number, which is written as in JSON, and returns the rule's name.</param>
internal sealed class BareValueGrammar(
    GbnfBuilder builder,
    string mark,
    JsonElement root,
    Func<JsonElement, string> scalar
)
{
    private const int MaxDepth = 16;
    private const string Number = "( \"-\"? ( \"0\" | [1-9] [0-9]{0,18} ) ( \".\" [0-9]{1,18} )? )";

    private string? _any;

    /// <summary>Adds the rules of a value.</summary>
    /// <param name="schema">Its schema; null for any value.</param>
    /// <returns>An expression: a rule's name or a group.</returns>
    public string Add(JsonElement? schema) => Value(schema, 0);

    private string Value(JsonElement? schema, int depth)
    {
        if (schema is not { ValueKind: JsonValueKind.Object } given || depth > MaxDepth)
        {
            return Any();
        }

        if (
            given.TryGetProperty("enum", out var words)
            && words.ValueKind == JsonValueKind.Array
            && words.GetArrayLength() > 0
        )
        {
            return $"( {string.Join(" | ", words.EnumerateArray().Select(Constant))} )";
        }

        if (given.TryGetProperty("const", out var only))
        {
            return Constant(only);
        }

        if (given.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
        {
            return Value(ArgumentTypes.Find(root, reference.GetString()!), depth + 1);
        }

        var type =
            given.TryGetProperty("type", out var word) && word.ValueKind == JsonValueKind.String
                ? word.GetString()
                : null;
        return type switch
        {
            "string" => Text(),
            "integer" or "number" => scalar(given),
            "boolean" => "( \"true\" | \"false\" )",
            "null" => "\"null\"",
            "array" => Array(given.TryGetProperty("items", out var items) ? items : null, depth),
            "object" => Object(given, depth),
            _ => Any(),
        };
    }

    private string Text() =>
        builder.Add(
            "marked-text",
            $"{GbnfBuilder.Literal(mark)} {GbnfUntil.Add(builder, "text", mark)} {GbnfBuilder.Literal(mark)}"
        );

    private string Constant(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? GbnfBuilder.Literal(mark + value.GetString() + mark)
            : GbnfBuilder.Literal(value.GetRawText());

    private string Array(JsonElement? items, int depth)
    {
        var item = Value(items, depth + 1);
        return $"( \"[\" ( {item} ( \",\" {item} )* )? \"]\" )";
    }

    private string Object(JsonElement schema, int depth)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return Any();
        }

        // Every property is written, in the schema's order: so the commas need no cases.
        var pairs = properties
            .EnumerateObject()
            .Select(property => $"{GbnfBuilder.Literal(property.Name + ":")} {Value(property.Value, depth + 1)}");
        return $"( \"{{\" {string.Join(" \",\" ", pairs)} \"}}\" )";
    }

    private string Any()
    {
        var value = _any;
        if (value is null)
        {
            value = builder.Reserve("any-value");
            _any = value;
            var key = "[a-zA-Z_] [a-zA-Z0-9_-]{0,63} \":\"";
            builder.Set(
                value,
                $"{Text()} | {Number} | \"true\" | \"false\" | \"null\""
                    + $" | \"{{\" ( {key} {value} ( \",\" {key} {value} )* )? \"}}\" | \"[\" ( {value} ( \",\" {value} )* )? \"]\""
            );
        }

        return value;
    }
}
