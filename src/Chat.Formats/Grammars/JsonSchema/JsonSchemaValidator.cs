using System.Runtime.InteropServices;
using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Validation;

namespace Chat.Formats.Grammars.JsonSchema;

/// <summary>
/// Says whether a JSON value fits a schema: every validation keyword of JSON Schema 2020-12, and the older forms that <see cref="SchemaKeywordReader"/>
/// reads. Formats are checked where <see cref="JsonFormats"/> knows them. Not safe for use by several threads at once.
/// </summary>
internal sealed class JsonSchemaValidator
{
    /// <summary>The most violations that are told.</summary>
    public const int MaxViolations = 32;

    /// <summary>The most times that schemas are applied to a value and its parts.</summary>
    public const int MaxSteps = 1_000_000;

    private readonly SchemaDocument _document;

    /// <summary>A validator.</summary>
    /// <param name="schema">The schema.</param>
    /// <exception cref="Core.Errors.ChatException">It is no schema, or too large.</exception>
    public JsonSchemaValidator(JsonElement schema)
        : this(new SchemaDocument(schema)) { }

    /// <summary>A validator of the schemas of a document.</summary>
    /// <param name="document">The document.</param>
    public JsonSchemaValidator(SchemaDocument document) => _document = document;

    /// <summary>Checks a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>What does not fit, at most <see cref="MaxViolations"/>; empty when the value fits.</returns>
    /// <exception cref="Core.Errors.ChatException">The schema is in error, or the two together need more than <see cref="MaxSteps"/> steps.</exception>
    public IReadOnlyList<SchemaViolation> Validate(JsonElement value)
    {
        var violations = new List<SchemaViolation>();
        new ValidationRun(violations, new SchemaWork(MaxSteps)).Check(_document.Root, value);
        return violations;
    }

    /// <summary>Whether a value fits one schema of a document; the work counts as the document's.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="Core.Errors.ChatException">As <see cref="Validate"/>.</exception>
    public static bool Fits(SchemaNode node, JsonElement value)
    {
        node.Work.Spend(JsonMarshal.GetRawUtf8Value(value).Length / 16, node.Pointer);
        return new ValidationRun(null, node.Work).Check(node, value);
    }
}
