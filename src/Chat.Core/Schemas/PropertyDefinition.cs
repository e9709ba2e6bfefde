using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Schemas;

/// <summary>
/// A JSON Schema: of the parameters of a tool, of a structured answer, or of one property of them. Immutable; made by the static
/// methods and changed by the <c>With…</c> methods, each of which gives a copy. Keywords without a property of their own are kept in
/// <see cref="OtherKeywords"/> and written back. Source: JSON Schema, draft 2020-12.
/// </summary>
[JsonConverter(typeof(PropertyDefinitionConverter))]
public sealed partial record PropertyDefinition
{
    /// <summary>How many levels of JSON a schema may be deep, as many as a request may be.</summary>
    internal const int MaxDepth = 64;

    /// <summary><c>type</c>: the kinds of values that fit, such as <c>string</c>; null for any.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary><c>description</c>: what the value means, for the model to read.</summary>
    public string? Description { get; init; }

    /// <summary><c>enum</c>: the values that fit.</summary>
    public IReadOnlyList<JsonElement>? EnumValues { get; init; }

    /// <summary><c>const</c>: the one value that fits.</summary>
    public JsonElement? ConstValue { get; init; }

    /// <summary><c>default</c>: what is meant where the value is left out.</summary>
    public JsonElement? DefaultValue { get; init; }

    /// <summary><c>properties</c>: the properties of an object, in order.</summary>
    public IReadOnlyDictionary<string, PropertyDefinition>? Properties { get; init; }

    /// <summary><c>required</c>: the names of those that must be there.</summary>
    public IReadOnlyList<string>? Required { get; init; }

    /// <summary><c>additionalProperties</c>: what other properties an object may have; null for any, <see cref="Nothing"/> for none.</summary>
    public PropertyDefinition? AdditionalProperties { get; init; }

    /// <summary><c>items</c>: the items of a list, after those of <see cref="PrefixItems"/>.</summary>
    public PropertyDefinition? Items { get; init; }

    /// <summary><c>prefixItems</c>: the first items of a list, each by its place.</summary>
    public IReadOnlyList<PropertyDefinition>? PrefixItems { get; init; }

    /// <summary><c>anyOf</c>: the schemas of which at least one fits.</summary>
    public IReadOnlyList<PropertyDefinition>? AnyOfThese { get; init; }

    /// <summary><c>minimum</c>: the least number that fits.</summary>
    public double? Minimum { get; init; }

    /// <summary><c>maximum</c>: the greatest number that fits.</summary>
    public double? Maximum { get; init; }

    /// <summary><c>minLength</c>: the least length of a string, in Unicode characters.</summary>
    public int? MinLength { get; init; }

    /// <summary><c>maxLength</c>: the greatest length of a string, in Unicode characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary><c>minItems</c>: the least number of items of a list.</summary>
    public int? MinItems { get; init; }

    /// <summary><c>maxItems</c>: the greatest number of items of a list.</summary>
    public int? MaxItems { get; init; }

    /// <summary><c>pattern</c>: a regular expression (ECMA-262) that some part of a string matches.</summary>
    public string? Pattern { get; init; }

    /// <summary><c>format</c>: what a string is, such as <c>date-time</c>.</summary>
    public string? Format { get; init; }

    /// <summary><c>$ref</c>: the place of the schema that holds here, such as <c>#/$defs/node</c>, counted from the whole schema's root.</summary>
    public string? Reference { get; init; }

    /// <summary><c>$defs</c>: schemas to refer to; they stand at the root.</summary>
    public IReadOnlyDictionary<string, PropertyDefinition>? Definitions { get; init; }

    /// <summary>Every other keyword, kept as it was read.</summary>
    public IReadOnlyDictionary<string, JsonElement>? OtherKeywords { get; init; }

    // A schema may be true or false: everything fits, or nothing does. It is written so while no keyword is set on it.
    internal bool? Whole { get; private init; }

    /// <summary>Makes a schema of its JSON.</summary>
    /// <param name="schema">The schema: an object, true or false. A keyword of an unexpected form is kept as it is.</param>
    /// <exception cref="JsonException">It is none of these, or is nested deeper than 64 levels.</exception>
    public static PropertyDefinition FromJsonElement(JsonElement schema) => SchemaReader.Read(schema, 0);

    /// <summary>The schema as JSON.</summary>
    /// <exception cref="JsonException">It is nested deeper than 64 levels.</exception>
    public JsonElement ToJsonElement()
    {
        var text = new ArrayBufferWriter<byte>();
        WriteTo(text);
        return JsonElement.Parse(text.WrittenSpan);
    }

    /// <summary>The schema as JSON on one line.</summary>
    public override string ToString()
    {
        var text = new ArrayBufferWriter<byte>();
        WriteTo(text);
        return System.Text.Encoding.UTF8.GetString(text.WrittenSpan);
    }

    internal static PropertyDefinition OfWhole(bool fits) => new() { Whole = fits };

    private void WriteTo(ArrayBufferWriter<byte> text)
    {
        using var writer = new Utf8JsonWriter(
            text,
            new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance, MaxDepth = MaxDepth * 2 }
        );
        SchemaWriter.Write(writer, this, 0);
    }
}
