using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>Where the grammar of an answer takes in the grammars of schemas, custom tools and the caller.</summary>
internal static class GrammarSeam
{
    private const string Space = "[ \\t\\n]{0,8}";

    /// <summary>Adds the rules of JSON that follows a schema.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="strict">True makes what cannot be held to an error.</param>
    /// <param name="warnings">What cannot be held to is named here.</param>
    /// <returns>The rule's name.</returns>
    public static string AddSchema(
        GbnfBuilder builder,
        string name,
        JsonElement schema,
        bool strict,
        ICollection<string> warnings
    ) => AddObject(builder);

    /// <summary>Adds the rules of one argument that follows its part of a tool's schema.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="schema">The argument's schema.</param>
    /// <param name="root">The tool's schema, into which references lead.</param>
    /// <param name="strict">True makes what cannot be held to an error.</param>
    /// <param name="warnings">What cannot be held to is named here.</param>
    /// <returns>The rule's name.</returns>
    public static string AddProperty(
        GbnfBuilder builder,
        string name,
        JsonElement schema,
        JsonElement root,
        bool strict,
        ICollection<string> warnings
    ) => AddSchema(builder, name, SchemaParts.Alone(schema, root), strict, warnings);

    /// <summary>Adds the rules of text that a pattern matches.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isJson">True for the text as a JSON string with its quotes.</param>
    /// <returns>The rule's name.</returns>
    public static string AddRegex(GbnfBuilder builder, string name, string pattern, bool isJson) => AddString(builder);

    /// <summary>Adds the rules of a custom tool's input.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="isJson">True for the input as a JSON string with its quotes; false for bare text.</param>
    /// <param name="end">What follows bare text.</param>
    /// <returns>The rule's name.</returns>
    public static string AddInput(GbnfBuilder builder, OfferedTool tool, bool isJson, string end) =>
        isJson ? AddString(builder) : GbnfUntil.Add(builder, "input-text", end.Trim());

    /// <summary>Adds the rules of some JSON object.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <returns>The rule's name.</returns>
    public static string AddObject(GbnfBuilder builder)
    {
        var text = AddString(builder);
        var number = builder.Add(
            "json-number",
            "\"-\"? ( \"0\" | [1-9] [0-9]{0,18} ) ( \".\" [0-9]{1,18} )? ( [eE] [+-]? [0-9]{1,4} )?"
        );
        return builder.Add("json-object", Members(builder, text, number));
    }

    private static string Members(GbnfBuilder builder, string text, string number)
    {
        // The rules refer to each other, so their names are taken first; a second call would take others.
        var value = builder.Reserve("json-value");
        var members =
            $"( {text} \":\" {Space} {value} {Space} ( \",\" {Space} {text} \":\" {Space} {value} {Space} )* )?";
        var elements = $"( {value} {Space} ( \",\" {Space} {value} {Space} )* )?";
        builder.Set(
            value,
            $"{text} | {number} | \"true\" | \"false\" | \"null\" | \"{{\" {Space} {members} \"}}\" | \"[\" {Space} {elements} \"]\""
        );
        return $"\"{{\" {Space} {members} \"}}\"";
    }

    /// <summary>Adds the rules of any JSON string.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <returns>The rule's name.</returns>
    public static string AddString(GbnfBuilder builder) =>
        builder.Add(
            "json-string",
            "\"\\\"\" ( [^\"\\\\\\x00-\\x1F\\x7F] | \"\\\\\" ( [\"\\\\/bfnrt] | \"u\" [0-9a-fA-F]{4} ) )* \"\\\"\""
        );
}
