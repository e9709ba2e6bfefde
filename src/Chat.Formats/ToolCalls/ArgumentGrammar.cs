using System.Text;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.ToolCalls;

/// <summary>Writes the grammar of one tool's arguments.</summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="format">The form of the calls.</param>
/// <param name="warnings">What cannot be held to is named here; of a tool that is <c>strict</c> it is an error.</param>
internal sealed class ArgumentGrammar(GbnfBuilder builder, CallFormat format, ICollection<string> warnings)
{
    private readonly ArgumentKeys _keys = new(format);

    // The first required argument that nothing fits.
    private string? _culprit;

    /// <summary>Adds the rules of a tool's arguments.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>An expression: a rule's name or a literal.</returns>
    /// <exception cref="Core.Errors.ChatException">The tool's schema or grammar is wrong, or strict and cannot be kept: kind <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public string Add(OfferedTool tool)
    {
        if (format.Arguments == ArgumentWriting.Json)
        {
            return AddJson(tool);
        }

        var ways = Ways(tool)
            .Select(way => AddWay(tool, way))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (ways.Count == 0)
        {
            throw SchemaErrors.Contradiction(_culprit ?? JsonPointer.Root);
        }

        var rule = builder.Add("arguments-" + tool.Name, string.Join(" | ", ways));
        GrammarSeam.Tell(tool.Parameters?.Warnings ?? [], tool.IsStrict, warnings);
        return format.Arguments == ArgumentWriting.BareKeys ? $"\"{{\" {rule} \"}}\"" : rule;
    }

    private static IReadOnlyList<IReadOnlyList<ToolArgument>> Ways(OfferedTool tool) =>
        tool.IsCustom
            ?
            [
                [new ToolArgument(OfferedTool.InputKey, [], IsRequired: true)],
            ]
            : tool.Parameters?.Ways
                ??
                [
                    [],
                ];

    // Null for a way that asks for an argument which nothing fits.
    private string? AddWay(OfferedTool tool, IReadOnlyList<ToolArgument> way)
    {
        var arguments = _keys.Writable(tool, way);
        return format.Arguments switch
        {
            ArgumentWriting.Tagged => AddTagged(tool, arguments),
            ArgumentWriting.Python => AddList(tool, arguments, "=", "\", \"", AddJsonValue),
            _ => AddList(tool, arguments, ":", "\",\"", AddBareValue),
        };
    }

    private string AddJson(OfferedTool tool)
    {
        if (tool.IsCustom)
        {
            var input = GrammarSeam.AddInput(builder, tool, isJson: true, end: "", warnings);
            return builder.Add(
                "input-" + tool.Name,
                $"{GbnfBuilder.Literal("{\"" + OfferedTool.InputKey + "\": ")} {input} \"}}\""
            );
        }

        return tool.HasParameters
            ? GrammarSeam.AddSchema(builder, "arguments-" + tool.Name, tool.Schema!.Value, tool.IsStrict, warnings)
            : "\"{}\"";
    }

    private string? AddTagged(OfferedTool tool, IEnumerable<ToolArgument> arguments)
    {
        var marks = format.ArgumentMarks!;
        var expression = new StringBuilder();
        foreach (var argument in arguments)
        {
            var key = argument.Key;
            var end = marks.End.Replace(ArgumentMarks.KeyHole, key, StringComparison.Ordinal);
            var isText = tool.TypeOf(key) == ArgumentType.Text;
            if (
                (isText ? AddText(tool, argument, ArgumentMarks.Token(end)) : AddJsonValue(tool, argument))
                is not { } value
            )
            {
                if (IsMissed(argument))
                {
                    return null;
                }

                continue;
            }

            var keyEnd = marks.KeyEnd.Replace(
                ArgumentMarks.TypeHole,
                isText ? marks.TextWord : marks.OtherWord ?? TypeWord(tool, argument),
                StringComparison.Ordinal
            );
            var rule = builder.Add(
                $"{tool.Name}-{key}",
                $"{GbnfBuilder.Literal(marks.Start + key + keyEnd)} {value} {GbnfBuilder.Literal(end)}"
            );
            expression.Append(rule).Append(argument.IsRequired ? " " : "? ");
        }

        return expression.Length == 0 ? "\"\"" : expression.ToString().TrimEnd();
    }

    // What nothing fits is left out, and the way with it where it may not be.
    private bool IsMissed(ToolArgument argument)
    {
        if (argument.IsRequired)
        {
            _culprit ??= argument.Schemas[0].Pointer;
        }

        return argument.IsRequired;
    }

    // A bare string ends where its end mark begins, so the mark is what it must not hold.
    private string? AddText(OfferedTool tool, ToolArgument argument, string mark)
    {
        if (tool.IsCustom)
        {
            return GrammarSeam.AddInput(builder, tool, isJson: false, mark, warnings);
        }

        var schema = tool.Parameters!;
        var texts = new BareTextGrammar(builder, schema.Told);
        var alternatives = schema
            .Expand(argument.Schemas)
            .Where(leaves => ArgumentTypes.TypesOf(leaves) == JsonTypes.String)
            .Select(leaves => texts.Add(leaves, mark))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return alternatives.Count switch
        {
            0 => null,
            1 => alternatives[0],
            _ => $"( {string.Join(" | ", alternatives)} )",
        };
    }

    private string? AddList(
        OfferedTool tool,
        IEnumerable<ToolArgument> arguments,
        string after,
        string comma,
        Func<OfferedTool, ToolArgument, string?> value
    )
    {
        var pairs = new List<(string Rule, bool IsRequired)>();
        foreach (var argument in arguments)
        {
            if (value(tool, argument) is { } written)
            {
                var pair = $"{GbnfBuilder.Literal(argument.Key + after)} {written}";
                pairs.Add((builder.Add($"{tool.Name}-{argument.Key}", pair), argument.IsRequired));
            }
            else if (IsMissed(argument))
            {
                return null;
            }
        }

        return CommaList.Add(builder, tool.Name, pairs, comma);
    }

    private string? AddJsonValue(OfferedTool tool, ToolArgument argument) =>
        tool.IsCustom
            ? GrammarSeam.AddInput(builder, tool, isJson: true, end: "", warnings)
            : GrammarSeam.AddValue(builder, $"{tool.Name}-{argument.Key}-value", tool.Parameters!, argument.Schemas);

    private string? AddBareValue(OfferedTool tool, ToolArgument argument)
    {
        if (tool.IsCustom)
        {
            var mark = GbnfBuilder.Literal(format.StringMark);
            return $"{mark} {GrammarSeam.AddInput(builder, tool, isJson: false, format.StringMark, warnings)} {mark}";
        }

        return new BareValueGrammar(builder, format, tool).Add($"{tool.Name}-{argument.Key}-value", argument.Schemas);
    }

    private static string TypeWord(OfferedTool tool, ToolArgument argument)
    {
        var types =
            tool.Parameters?.Expand(argument.Schemas)
                .Aggregate(JsonTypes.None, (types, leaves) => types | ArgumentTypes.TypesOf(leaves))
            ?? JsonTypes.Any;
        return types switch
        {
            JsonTypes.Integer or JsonTypes.Number => "number",
            JsonTypes.Boolean => "boolean",
            JsonTypes.Null => "null",
            JsonTypes.Array => "array",
            _ => "object",
        };
    }
}
