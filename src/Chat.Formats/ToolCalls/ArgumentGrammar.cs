using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>Writes the grammar of one tool's arguments.</summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="format">The form of the calls.</param>
/// <param name="strict">True makes what a schema cannot hold to an error.</param>
/// <param name="warnings">What cannot be held to is named here.</param>
internal sealed class ArgumentGrammar(GbnfBuilder builder, CallFormat format, bool strict, ICollection<string> warnings)
{
    /// <summary>Adds the rules of a tool's arguments.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>An expression: a rule's name or a literal.</returns>
    public string Add(OfferedTool tool) =>
        format.Arguments switch
        {
            _ => AddJson(tool),
        };

    private string AddJson(OfferedTool tool)
    {
        if (tool.IsCustom)
        {
            return builder.Add(
                "input-" + tool.Name,
                $"{GbnfBuilder.Literal("{\"" + OfferedTool.InputKey + "\": ")} {GrammarSeam.AddString(builder)} \"}}\""
            );
        }

        return tool.Schema is { } schema && schema.ValueKind is JsonValueKind.Object && schema.EnumerateObject().Any()
            ? GrammarSeam.AddSchema(builder, "arguments-" + tool.Name, schema, strict, warnings)
            : "\"{}\"";
    }
}
