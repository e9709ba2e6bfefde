using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Tools;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Grammars.Lark;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.ToolCalls;

/// <summary>Where the grammar of an answer takes in the grammars of schemas, custom tools and the caller.</summary>
internal static class GrammarSeam
{
    private static readonly JsonSchemaOptions Open = JsonSchemaOptions.Default;

    // A small model would make up properties that nobody declared without end; an answer without them follows the schema too.
    private static readonly JsonSchemaOptions Closed = JsonSchemaOptions.Default with { AdditionalProperties = false };

    /// <summary>Adds the rules of JSON that follows a schema.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="strict">True makes what cannot be held to an error.</param>
    /// <param name="warnings">What cannot be held to is named here.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">The schema is wrong, too large, or with <paramref name="strict"/> cannot be held to: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddSchema(
        GbnfBuilder builder,
        string name,
        JsonElement schema,
        bool strict,
        ICollection<string> warnings
    )
    {
        var own = new List<string>();
        var rule = JsonSchemaGrammar.Add(builder, name, schema, Closed, own);
        if (strict && own.Count > 0)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                own[0],
                "Change the schema, or leave strict out: then what cannot be held to is a warning."
            );
        }

        foreach (var warning in own)
        {
            warnings.Add(warning);
        }

        return rule;
    }

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

    /// <summary>Adds the rules of text that a pattern of a schema matches.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">The pattern is wrong or not supported: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddRegex(GbnfBuilder builder, string name, string pattern) =>
        RegexGrammar.Add(builder, name, pattern, RegexTarget.Text, RegexDialect.EcmaScript);

    /// <summary>Adds the rules of a custom tool's input.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="isJson">True for the input as a JSON string with its quotes; false for bare text.</param>
    /// <param name="end">What follows bare text.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">The tool's grammar is wrong or of an unknown syntax: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddInput(GbnfBuilder builder, OfferedTool tool, bool isJson, string end)
    {
        if (tool.Tool.Custom?.Format?.Grammar is not { } grammar)
        {
            return isJson ? AddString(builder) : GbnfUntil.Add(builder, "input-text", end.Trim());
        }

        var name = "input-" + tool.Name;
        if (!isJson)
        {
            return AddGrammar(builder, name, tool.Name, grammar);
        }

        // The grammar is written by itself first: inside a JSON string its characters are escaped.
        var own = new GbnfBuilder();
        var text = own.Write(AddGrammar(own, "start", tool.Name, grammar));
        return builder.Add(
            $"{name}-text",
            $"\"\\\"\" {GbnfInJson.Add(GbnfGrammar.Parse(text), builder, name)} \"\\\"\""
        );
    }

    /// <summary>Adds a grammar of the caller's.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="grammar">The grammar, in GBNF.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">It is no GBNF: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddCallers(GbnfBuilder builder, string grammar) =>
        GbnfGrammar.Parse(grammar).AddTo(builder, "grammar");

    /// <summary>Adds the rules of some JSON object.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <returns>The rule's name.</returns>
    public static string AddObject(GbnfBuilder builder) => JsonSchemaGrammar.AddAnyObject(builder, Open);

    /// <summary>Adds the rules of any JSON string.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <returns>The rule's name.</returns>
    public static string AddString(GbnfBuilder builder) => JsonSchemaGrammar.AddAnyString(builder, Open);

    private static string AddGrammar(GbnfBuilder builder, string name, string tool, ToolGrammar grammar) =>
        grammar.Syntax switch
        {
            "regex" => RegexGrammar.Add(builder, name, grammar.Definition, RegexTarget.Text),
            "lark" => LarkGrammar.Add(builder, name, grammar.Definition),
            "gbnf" => GbnfGrammar.Parse(grammar.Definition).AddTo(builder, name),
            _ => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The tool \"{tool}\" has a grammar of the syntax \"{grammar.Syntax}\".",
                "Use lark or regex."
            ),
        };
}
