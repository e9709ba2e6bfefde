using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;
using Chat.Formats.Grammars.JsonSchema.Shapes;

namespace Chat.Formats.Grammars.JsonSchema;

/// <summary>
/// Makes grammars of JSON Schemas (2020-12, and the older forms that are still sent). Every text of the grammar is JSON that fits the schema, but for the
/// keywords that a warning names; the grammar may leave out texts that fit: declared properties come in the schema's order and before all others, numbers
/// have at most 16 digits before the point and 16 behind it where no bound asks for more, and none of them has an exponent where it is bounded.
/// A schema that names no type but has keywords of some types is read as of those types.
/// </summary>
internal static class JsonSchemaGrammar
{
    /// <summary>Adds the rules of a schema.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="name">What its rule is best called.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">How it becomes a grammar.</param>
    /// <param name="warnings">Where a sentence goes for each keyword that the grammar does not keep, with its JSON pointer.</param>
    /// <returns>The name of the rule of the whole value.</returns>
    /// <exception cref="Core.Errors.ChatException">
    /// The schema is in error, no finite value fits it, it refers to itself or out of the document, or it is too large: kind
    /// <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>, with the JSON pointer of the place in the message.
    /// </exception>
    public static string Add(
        GbnfBuilder builder,
        string name,
        JsonElement schema,
        JsonSchemaOptions options,
        ICollection<string> warnings
    )
    {
        var document = new SchemaDocument(schema);
        return new ShapeBuilder(builder, document, options, new SchemaWarnings(warnings)).Add([document.Root], name);
    }

    /// <summary>Adds the rules of some schemas of a document that must all hold, where a value fits them.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="document">The document.</param>
    /// <param name="schemas">The schemas; none for any value.</param>
    /// <param name="options">How they become a grammar.</param>
    /// <param name="warnings">Where keywords go that the grammar does not keep.</param>
    /// <returns>The name of the rule of the whole value; null when nothing fits.</returns>
    /// <exception cref="Core.Errors.ChatException">A schema is in error, or too large: kind <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public static string? TryAdd(
        GbnfBuilder builder,
        string name,
        SchemaDocument document,
        IReadOnlyList<SchemaNode> schemas,
        JsonSchemaOptions options,
        SchemaWarnings warnings
    ) => new ShapeBuilder(builder, document, options, warnings).TryAdd(schemas, name);

    /// <summary>Adds the rules of any JSON object: <c>json_object</c> mode.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="options">The white space.</param>
    /// <returns>The name of the rule.</returns>
    public static string AddAnyObject(GbnfBuilder builder, JsonSchemaOptions options) =>
        JsonRules.Of(builder, options.Whitespace).Object;

    /// <summary>Adds the rules of any JSON string.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="options">The white space.</param>
    /// <returns>The name of the rule.</returns>
    public static string AddAnyString(GbnfBuilder builder, JsonSchemaOptions options) =>
        JsonRules.Of(builder, options.Whitespace).String;

    /// <summary>Adds the rules of any JSON value.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="options">The white space.</param>
    /// <returns>The name of the rule.</returns>
    public static string AddAnyValue(GbnfBuilder builder, JsonSchemaOptions options) =>
        JsonRules.Of(builder, options.Whitespace).Value;
}
