using System.Text;
using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>Writes the grammar of one tool's arguments.</summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="format">The form of the calls.</param>
/// <param name="warnings">What cannot be held to is named here; of a tool that is <c>strict</c> it is an error.</param>
internal sealed class ArgumentGrammar(GbnfBuilder builder, CallFormat format, ICollection<string> warnings)
{
    /// <summary>Adds the rules of a tool's arguments.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>An expression: a rule's name or a literal.</returns>
    public string Add(OfferedTool tool) =>
        format.Arguments switch
        {
            ArgumentWriting.Tagged => AddTagged(tool),
            ArgumentWriting.Python => AddList(
                tool,
                (key, value) => $"{GbnfBuilder.Literal(key + "=")} {value}",
                AddJsonValue
            ),
            ArgumentWriting.BareKeys => $"\"{{\" {AddList(tool, BareKey, AddBareValue)} \"}}\"",
            _ => AddJson(tool),
        };

    private static string BareKey(string key, string value) => $"{GbnfBuilder.Literal(key + ":")} {value}";

    private string AddJson(OfferedTool tool)
    {
        if (tool.IsCustom)
        {
            var input = GrammarSeam.AddInput(builder, tool, isJson: true, end: "");
            return builder.Add(
                "input-" + tool.Name,
                $"{GbnfBuilder.Literal("{\"" + OfferedTool.InputKey + "\": ")} {input} \"}}\""
            );
        }

        return HasParameters(tool)
            ? GrammarSeam.AddSchema(
                builder,
                "arguments-" + tool.Name,
                tool.Schema!.Value,
                tool.IsStrict,
                warnings
            )
            : "\"{}\"";
    }

    private string AddTagged(OfferedTool tool)
    {
        var marks = format.ArgumentMarks!;
        var expression = new StringBuilder();
        foreach (var (key, schema, isRequired) in Properties(tool))
        {
            var end = marks.End.Replace(ArgumentMarks.KeyHole, key, StringComparison.Ordinal);
            var isText = tool.TypeOf(key) == ArgumentType.Text;
            var value = isText ? AddText(tool, schema, end) : AddJsonValue(tool, key, schema);
            var keyEnd = marks.KeyEnd.Replace(
                ArgumentMarks.TypeHole,
                isText ? marks.TextWord : marks.OtherWord ?? TypeWord(schema),
                StringComparison.Ordinal
            );
            var rule = builder.Add(
                $"{tool.Name}-{key}",
                $"{GbnfBuilder.Literal(marks.Start + key + keyEnd)} {value} {GbnfBuilder.Literal(end)}"
            );
            expression.Append(rule).Append(isRequired ? " " : "? ");
        }

        return builder.Add("arguments-" + tool.Name, expression.Length == 0 ? "\"\"" : expression.ToString().TrimEnd());
    }

    // A bare string ends where its end mark begins, so the mark is what it must not hold.
    private string AddText(OfferedTool tool, JsonElement? schema, string end)
    {
        if (tool.IsCustom)
        {
            return GrammarSeam.AddInput(builder, tool, isJson: false, end);
        }

        if (Words(schema) is { } words)
        {
            return $"( {string.Join(" | ", words.Select(GbnfBuilder.Literal))} )";
        }

        if (
            schema is { } given
            && given.TryGetProperty("pattern", out var pattern)
            && pattern.ValueKind == JsonValueKind.String
        )
        {
            return GrammarSeam.AddRegex(builder, "pattern", pattern.GetString()!);
        }

        return GbnfUntil.Add(builder, "text", end.Trim().Length == 0 ? end : FirstToken(end));
    }

    private static IReadOnlyList<string>? Words(JsonElement? schema)
    {
        if (schema is not { ValueKind: JsonValueKind.Object } given)
        {
            return null;
        }

        if (given.TryGetProperty("const", out var only) && only.ValueKind == JsonValueKind.String)
        {
            return [only.GetString()!];
        }

        return
            given.TryGetProperty("enum", out var all)
            && all.ValueKind == JsonValueKind.Array
            && all.GetArrayLength() > 0
            ?
            [
                .. all.EnumerateArray()
                    .Where(one => one.ValueKind == JsonValueKind.String)
                    .Select(one => one.GetString()!),
            ]
            : null;
    }

    // Arguments with a comma between two: the first that is written has none before it, whichever it is.
    private string AddList(
        OfferedTool tool,
        Func<string, string, string> pair,
        Func<OfferedTool, string, JsonElement?, string> value
    )
    {
        var comma = format.Arguments == ArgumentWriting.Python ? "\", \"" : "\",\"";
        var (first, rest) = ("", "");
        foreach (var (key, schema, isRequired) in Properties(tool).Reverse())
        {
            var rule = builder.Add($"{tool.Name}-{key}", pair(key, value(tool, key, schema)));
            var alone = $"{rule} {rest}".TrimEnd();
            first = isRequired ? alone : $"( {alone} | {(first.Length == 0 ? "\"\"" : first)} )";
            first = builder.Add($"first-{tool.Name}", first);
            var next = isRequired ? $"{comma} {rule} {rest}" : $"( {comma} {rule} )? {rest}";
            rest = builder.Add($"rest-{tool.Name}", next.TrimEnd());
        }

        return first.Length == 0 ? "\"\"" : first;
    }

    private string AddJsonValue(OfferedTool tool, string key, JsonElement? schema)
    {
        if (tool.IsCustom)
        {
            return GrammarSeam.AddInput(builder, tool, isJson: true, end: "");
        }

        return schema is { } given
            ? GrammarSeam.AddProperty(builder, $"{tool.Name}-{key}-value", given, tool.Schema!.Value, tool.IsStrict, warnings)
            : GrammarSeam.AddString(builder);
    }

    private string AddBareValue(OfferedTool tool, string key, JsonElement? schema)
    {
        if (tool.IsCustom)
        {
            var mark = GbnfBuilder.Literal(format.StringMark);
            return $"{mark} {GrammarSeam.AddInput(builder, tool, isJson: false, format.StringMark)} {mark}";
        }

        var name = $"{tool.Name}-{key}-value";
        return new BareValueGrammar(
            builder,
            format.StringMark,
            tool.Schema!.Value,
            given => GrammarSeam.AddProperty(builder, name, given, tool.Schema!.Value, tool.IsStrict, warnings)
        ).Add(schema);
    }

    private static bool HasParameters(OfferedTool tool) =>
        tool.Schema is { ValueKind: JsonValueKind.Object } schema && schema.EnumerateObject().Any();

    private static IEnumerable<(string Key, JsonElement? Schema, bool IsRequired)> Properties(OfferedTool tool)
    {
        if (tool.IsCustom)
        {
            return [(OfferedTool.InputKey, null, true)];
        }

        if (
            !HasParameters(tool)
            || !tool.Schema!.Value.TryGetProperty("properties", out var properties)
            || properties.ValueKind != JsonValueKind.Object
        )
        {
            return [];
        }

        var required =
            tool.Schema.Value.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
                ? names.EnumerateArray().Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal)
                : [];
        return properties
            .EnumerateObject()
            .Select(property => (property.Name, (JsonElement?)property.Value, required.Contains(property.Name)));
    }

    private static string TypeWord(JsonElement? schema) =>
        schema is { ValueKind: JsonValueKind.Object } given
        && given.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
            ? type.GetString() is "integer"
                ? "number"
                : type.GetString()!
            : "object";

    private static string FirstToken(string mark)
    {
        var core = mark.TrimStart();
        var end = core.AsSpan().IndexOfAny(" \n\r\t");
        return end < 0 ? core : core[..end];
    }
}
