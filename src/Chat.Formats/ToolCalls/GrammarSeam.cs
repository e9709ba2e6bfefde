using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Tools;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Grammars.JsonSchema.Model;
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
        Tell(own, strict, warnings);
        return rule;
    }

    /// <summary>Adds the rules of one argument's value, as JSON.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="schema">The tool's schema; what cannot be held to is named there.</param>
    /// <param name="parts">The parts of it that the value follows, all of them; none for any value.</param>
    /// <returns>The rule's name; null when no value fits.</returns>
    /// <exception cref="ChatException">The schema is wrong or too large: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string? AddValue(
        GbnfBuilder builder,
        string name,
        ToolSchema schema,
        IReadOnlyList<SchemaNode> parts
    ) => JsonSchemaGrammar.TryAdd(builder, name, schema.Document, parts, Closed, schema.Told);

    /// <summary>Says what of a schema cannot be held to.</summary>
    /// <param name="found">A sentence for each keyword.</param>
    /// <param name="strict">True makes it an error.</param>
    /// <param name="warnings">Where it is said.</param>
    /// <exception cref="ChatException">There is something, and <paramref name="strict"/> is true: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static void Tell(IReadOnlyList<string> found, bool strict, ICollection<string> warnings)
    {
        if (strict && found.Count > 0)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                found[0],
                "Change the schema, or leave strict out: then what cannot be held to is a warning."
            );
        }

        foreach (var warning in found)
        {
            warnings.Add(warning);
        }
    }

    /// <summary>Adds the rules of a custom tool's input.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="isJson">True for the input as a JSON string with its quotes; false for bare text.</param>
    /// <param name="end">The mark that follows bare text, which the input does not hold.</param>
    /// <param name="warnings">Told when the input cannot be kept from holding that mark.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">The tool's grammar is wrong or of an unknown syntax: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddInput(
        GbnfBuilder builder,
        OfferedTool tool,
        bool isJson,
        string end,
        ICollection<string> warnings
    )
    {
        if (tool.Tool.Custom?.Format?.Grammar is not { } grammar)
        {
            return isJson ? AddString(builder) : GbnfUntil.Add(builder, "input-text", end);
        }

        // The grammar is written by itself first: inside a JSON string its characters are escaped, and bare it must not hold what ends it.
        var name = "input-" + tool.Name;
        var own = new GbnfBuilder();
        var parsed = GbnfGrammar.Parse(own.Write(AddGrammar(own, "start", tool.Name, grammar)));
        if (isJson)
        {
            return builder.Add($"{name}-text", $"\"\\\"\" {GbnfInJson.Add(parsed, builder, name)} \"\\\"\"");
        }

        if (GbnfWithout.Add(parsed, builder, name, end) is { } safe)
        {
            return safe;
        }

        warnings.Add(
            $"The input of the tool \"{tool.Name}\" may hold {end}, which ends it in this model's form of calls."
        );
        return parsed.AddTo(builder, name);
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
