using System.Runtime.InteropServices;
using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>One check of a value against a schema. Bounds: <see cref="SchemaWork.MaxSteps"/>, <see cref="MaxDepth"/> and <see cref="MaxNested"/>.</summary>
/// <param name="violations">Where what is wrong is told; null when only yes or no is asked.</param>
/// <param name="work">Where each time is counted that a schema is applied to a value.</param>
internal sealed class ValidationRun(List<SchemaViolation>? violations, SchemaWork work)
{
    /// <summary>The most arrays and objects inside each other.</summary>
    public const int MaxDepth = 256;

    /// <summary>The most schemas that are being applied at once: each takes some of the stack, and values inside each other multiply with schemas in place.</summary>
    public const int MaxNested = 1024;

    /// <summary>How much of a value's text is read for one step.</summary>
    public const int BytesPerStep = 32;

    // Schemas applied to the same value inside each other; a chain that long is a circle.
    private const int MostInPlace = 256;

    private List<SchemaViolation>? _violations = violations;
    private int _nested;
    private int _inPlace;

    /// <summary>Checks the whole value.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    public bool Check(SchemaNode node, JsonElement value) => Check(node, value, InstancePath.Root, null);

    /// <summary>Checks a member or an element.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">The value's place.</param>
    public bool CheckChild(SchemaNode node, JsonElement value, InstancePath path)
    {
        var inPlace = _inPlace;
        _inPlace = 0;
        var fits =
            path.Depth > MaxDepth
                ? Fail(node, path, "type", $"The value is deeper than {MaxDepth} arrays and objects.")
                : Check(node, value, path, null);
        _inPlace = inPlace;
        return fits;
    }

    /// <summary>Checks without telling what is wrong.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">The value's place.</param>
    /// <param name="parts">Where the parts that were spoken of are noted, if the schema fits; null when nobody asks.</param>
    public bool Try(SchemaNode node, JsonElement value, InstancePath path, EvaluatedParts? parts)
    {
        var told = _violations;
        _violations = null;
        var mine = parts is null ? null : new EvaluatedParts();
        var fits = Check(node, value, path, mine);
        _violations = told;
        if (fits && mine is not null)
        {
            parts!.Add(mine);
        }

        return fits;
    }

    /// <summary>Tells what is wrong.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="path">The value's place.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="message">One sentence.</param>
    /// <returns>False.</returns>
    public bool Fail(SchemaNode node, InstancePath path, string keyword, string message)
    {
        if (_violations is { Count: < JsonSchemaValidator.MaxViolations } told)
        {
            told.Add(new SchemaViolation(path.ToString(), node.Pointer, keyword, message));
        }

        return false;
    }

    /// <summary>Checks a value.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">The value's place.</param>
    /// <param name="parts">Where the parts that were spoken of are noted; null when nobody asks.</param>
    public bool Check(SchemaNode node, JsonElement value, InstancePath path, EvaluatedParts? parts)
    {
        work.Spend(1, node.Pointer);
        if (node.IsFalse)
        {
            return Fail(node, path, "false", "No value is allowed here.");
        }

        if (node.Element.ValueKind == JsonValueKind.True)
        {
            return true;
        }

        if (++_inPlace > MostInPlace)
        {
            throw SchemaErrors.Cycle(node.Pointer);
        }

        if (++_nested > MaxNested)
        {
            throw SchemaErrors.TooMuch(node.Pointer, $"more than {MaxNested} schemas to apply inside each other");
        }

        var keywords = node.Keywords;
        var mine =
            parts
            ?? (
                keywords.UnevaluatedProperties is null && keywords.UnevaluatedItems is null
                    ? null
                    : new EvaluatedParts()
            );
        var fits = CheckValue(node, keywords, value, path);
        fits &= keywords.HasApplicators ? ApplicatorChecks.Check(this, node, value, path, mine) : true;
        fits &= value.ValueKind switch
        {
            JsonValueKind.String => StringChecks.Check(this, node, value, path),
            JsonValueKind.Number => NumberChecks.Check(this, node, value, path),
            JsonValueKind.Array => ArrayChecks.Check(this, node, value, path, mine),
            JsonValueKind.Object => ObjectChecks.Check(this, node, value, path, mine),
            _ => true,
        };
        _inPlace--;
        _nested--;
        return fits;
    }

    /// <summary>Counts steps that a keyword takes beyond those that every schema takes.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="steps">How many.</param>
    public void Spend(SchemaNode node, long steps) => work.Spend(steps, node.Pointer);

    /// <summary>Whether a pattern is found in a text.</summary>
    /// <param name="node">The schema that asks.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <returns>Null when that cannot be said.</returns>
    public bool? IsMatch(SchemaNode node, string pattern, string text) =>
        JsonPatterns.IsMatch(node, pattern, text, work);

    /// <summary>The text of a value that is the same for equal values.</summary>
    /// <param name="node">The schema that asks.</param>
    /// <param name="value">The value.</param>
    public string Canonical(SchemaNode node, JsonElement value)
    {
        Spend(node, JsonMarshal.GetRawUtf8Value(value).Length / BytesPerStep);
        return JsonCanonical.Text(value);
    }

    private static string OtherType(SchemaNode node) =>
        $"The value is of another type than {SchemaErrors.Short(node.Element.GetProperty("type").ToString())}.";

    private static JsonTypes TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => JsonTypes.Null,
            JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
            JsonValueKind.String => JsonTypes.String,
            JsonValueKind.Array => JsonTypes.Array,
            JsonValueKind.Object => JsonTypes.Object,
            _ => JsonDecimal.Of(value).IsInteger ? JsonTypes.Integer : JsonTypes.Fraction,
        };

    private bool CheckValue(SchemaNode node, SchemaKeywords keywords, JsonElement value, InstancePath path)
    {
        var fits = true;
        if (keywords.Types is { } types && (types & TypeOf(value)) == JsonTypes.None)
        {
            fits = _violations is not null && Fail(node, path, "type", OtherType(node));
        }

        if (keywords.Enum is not null && !keywords.EnumTexts.Contains(Canonical(node, value)))
        {
            fits = Fail(node, path, "enum", "The value is none of those listed.");
        }

        if (keywords.Const is { } constant)
        {
            fits &=
                string.Equals(Canonical(node, constant), Canonical(node, value), StringComparison.Ordinal)
                || Fail(node, path, "const", "The value is not the one that is asked for.");
        }

        return fits;
    }
}
