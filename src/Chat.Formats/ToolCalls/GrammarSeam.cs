using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Tools;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Grammars.JsonSchema.Rules;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.ToolCalls;

/// <summary>Where the grammar of an answer takes in the grammars of schemas, custom tools and the caller.</summary>
internal static class GrammarSeam
{
    // What a schema does not speak of is better left out than made up without end: an answer without it always fits too.
    private static readonly JsonSchemaOptions Closed = new() { AdditionalProperties = false };

    /// <summary>Adds the rules of JSON that follows a schema.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="strict">True makes what cannot be held to an error.</param>
    /// <param name="warnings">What cannot be held to is named here.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">The schema is in error, or cannot be held to under <paramref name="strict"/>: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddSchema(
        GbnfBuilder builder,
        string name,
        JsonElement schema,
        bool strict,
        ICollection<string> warnings
    ) => Held(found => JsonSchemaGrammar.Add(builder, name, schema, Closed, found), strict, warnings);

    /// <summary>Adds the rules of one property of an object's schema.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="key">The property's name.</param>
    /// <param name="whole">The schema of the object, to which references in the property's schema go.</param>
    /// <param name="strict">True makes what cannot be held to an error.</param>
    /// <param name="warnings">What cannot be held to is named here.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">As <see cref="AddSchema"/>.</exception>
    public static string AddProperty(
        GbnfBuilder builder,
        string name,
        string key,
        JsonElement whole,
        bool strict,
        ICollection<string> warnings
    ) => Held(found => JsonSchemaGrammar.AddProperty(builder, name, whole, key, Closed, found), strict, warnings);

    /// <summary>Adds the rules of some JSON object.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <returns>The rule's name.</returns>
    public static string AddObject(GbnfBuilder builder) => JsonSchemaGrammar.AddAnyObject(builder, Closed);

    /// <summary>Adds the rules of any JSON string.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <returns>The rule's name.</returns>
    public static string AddString(GbnfBuilder builder) => JsonRules.Of(builder, Closed.Whitespace).String;

    /// <summary>Adds the rules of a grammar in GBNF, such as the caller's own.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="gbnf">The grammar.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">It is no grammar: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddGrammar(GbnfBuilder builder, string name, string gbnf) =>
        GbnfGrammar.Parse(gbnf).AddTo(builder, name);

    /// <summary>Adds the rules of a text of which a pattern of JSON Schema matches some part.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">The pattern cannot be a grammar: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddPattern(GbnfBuilder builder, string name, string pattern) =>
        RegexGrammar.Add(builder, name, pattern, RegexTarget.Text, RegexDialect.EcmaScript);

    /// <summary>Adds the rules of a custom tool's input.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="isJson">True for a JSON string with its quotes, false for the bare text.</param>
    /// <param name="end">What stands after a bare text, and so not in one that follows no grammar.</param>
    /// <returns>An expression.</returns>
    /// <exception cref="ChatException">The tool's grammar is none: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddInput(GbnfBuilder builder, OfferedTool tool, bool isJson, string end)
    {
        var name = "input-" + tool.Name;
        if (tool.Tool.Custom?.Format is not { Grammar: { } grammar } format || format.Type is "text")
        {
            return isJson ? AddString(builder) : GbnfUntil.Add(builder, "text", end);
        }

        var own = GbnfGrammar.Parse(Write(tool, grammar));
        return isJson
            ? builder.Add($"{name}-string", $"\"\\\"\" {GbnfJsonString.AddTo(own, builder, name)} \"\\\"\"")
            : own.AddTo(builder, name);
    }

    private static string Write(OfferedTool tool, ToolGrammar grammar)
    {
        var builder = new GbnfBuilder();
        return grammar.Syntax switch
        {
            "regex" => builder.Write(RegexGrammar.Add(builder, "input", grammar.Definition, RegexTarget.Text)),
            "lark" => builder.Write(Grammars.Lark.LarkGrammar.Add(builder, "input", grammar.Definition)),
            var syntax => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The grammar of the tool \"{tool.Name}\" has the syntax \"{syntax}\".",
                "Use lark or regex."
            ),
        };
    }

    private static string Held(Func<List<string>, string> add, bool strict, ICollection<string> warnings)
    {
        var found = new List<string>();
        var rule = add(found);
        if (strict && found.Count > 0)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The schema cannot be kept strictly: {found[0]}",
                "Take the keyword out of the schema, or set strict to false."
            );
        }

        found.ForEach(warnings.Add);
        return rule;
    }
}
