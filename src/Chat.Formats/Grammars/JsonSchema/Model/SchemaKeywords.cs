using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Validation;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>What a schema says, read and checked. A keyword that is absent is null, empty or zero.</summary>
internal sealed class SchemaKeywords
{
    private HashSet<string>? _enumTexts;

    /// <summary>The types; null when any is allowed. <c>nullable</c> (OpenAPI 3.0) is in it.</summary>
    public JsonTypes? Types { get; set; }

    /// <summary><c>$ref</c>, or <c>$dynamicRef</c> or <c>$recursiveRef</c>, which are followed as it is.</summary>
    public string? Reference { get; set; }

    /// <summary><c>enum</c>.</summary>
    public IReadOnlyList<JsonElement>? Enum { get; set; }

    /// <summary>The values of <see cref="Enum"/>, as texts that are equal when the values are; empty without any.</summary>
    public IReadOnlySet<string> EnumTexts =>
        _enumTexts ??= (Enum ?? []).Select(JsonCanonical.Text).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether <see cref="Reference"/> is one that leads elsewhere by how the schema is reached.</summary>
    public bool IsDynamic { get; set; }

    /// <summary><c>const</c>.</summary>
    public JsonElement? Const { get; set; }

    /// <summary>The values that are listed: the one of <see cref="Const"/>, else those of <see cref="Enum"/>; null when neither is there.</summary>
    public IReadOnlyList<JsonElement>? Listed => Const is { } constant ? [constant] : Enum;

    /// <summary><c>allOf</c>.</summary>
    public IReadOnlyList<SchemaNode> AllOf { get; set; } = [];

    /// <summary><c>anyOf</c>.</summary>
    public IReadOnlyList<SchemaNode>? AnyOf { get; set; }

    /// <summary><c>oneOf</c>.</summary>
    public IReadOnlyList<SchemaNode>? OneOf { get; set; }

    /// <summary><c>not</c>.</summary>
    public SchemaNode? Not { get; set; }

    /// <summary><c>if</c>.</summary>
    public SchemaNode? If { get; set; }

    /// <summary><c>then</c>.</summary>
    public SchemaNode? Then { get; set; }

    /// <summary><c>else</c>.</summary>
    public SchemaNode? Else { get; set; }

    /// <summary><c>minimum</c>.</summary>
    public JsonDecimal? Minimum { get; set; }

    /// <summary><c>maximum</c>.</summary>
    public JsonDecimal? Maximum { get; set; }

    /// <summary><c>exclusiveMinimum</c>; draft 4's true makes <c>minimum</c> this.</summary>
    public JsonDecimal? ExclusiveMinimum { get; set; }

    /// <summary><c>exclusiveMaximum</c>; draft 4's true makes <c>maximum</c> this.</summary>
    public JsonDecimal? ExclusiveMaximum { get; set; }

    /// <summary><c>multipleOf</c>, above zero.</summary>
    public JsonDecimal? MultipleOf { get; set; }

    /// <summary><c>minLength</c>, in code points.</summary>
    public long? MinLength { get; set; }

    /// <summary><c>maxLength</c>, in code points.</summary>
    public long? MaxLength { get; set; }

    /// <summary><c>pattern</c>.</summary>
    public string? Pattern { get; set; }

    /// <summary><c>format</c>.</summary>
    public string? Format { get; set; }

    /// <summary><c>prefixItems</c>, or an older draft's list of <c>items</c>.</summary>
    public IReadOnlyList<SchemaNode>? PrefixItems { get; set; }

    /// <summary><c>items</c>, or an older draft's <c>additionalItems</c> beside a list.</summary>
    public SchemaNode? Items { get; set; }

    /// <summary><c>contains</c>.</summary>
    public SchemaNode? Contains { get; set; }

    /// <summary><c>minContains</c>.</summary>
    public long? MinContains { get; set; }

    /// <summary><c>maxContains</c>.</summary>
    public long? MaxContains { get; set; }

    /// <summary><c>minItems</c>.</summary>
    public long? MinItems { get; set; }

    /// <summary><c>maxItems</c>.</summary>
    public long? MaxItems { get; set; }

    /// <summary><c>uniqueItems</c>.</summary>
    public bool UniqueItems { get; set; }

    /// <summary><c>unevaluatedItems</c>.</summary>
    public SchemaNode? UnevaluatedItems { get; set; }

    /// <summary><c>properties</c> in the schema's order; null when absent.</summary>
    public OrderedDictionary<string, SchemaNode>? Properties { get; set; }

    /// <summary><c>patternProperties</c> in the schema's order; null when absent.</summary>
    public OrderedDictionary<string, SchemaNode>? PatternProperties { get; set; }

    /// <summary><c>additionalProperties</c>.</summary>
    public SchemaNode? AdditionalProperties { get; set; }

    /// <summary><c>unevaluatedProperties</c>.</summary>
    public SchemaNode? UnevaluatedProperties { get; set; }

    /// <summary><c>propertyNames</c>.</summary>
    public SchemaNode? PropertyNames { get; set; }

    /// <summary><c>required</c>.</summary>
    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary><c>minProperties</c>.</summary>
    public long? MinProperties { get; set; }

    /// <summary><c>maxProperties</c>.</summary>
    public long? MaxProperties { get; set; }

    /// <summary><c>dependentRequired</c>, and the lists of an older draft's <c>dependencies</c>.</summary>
    public OrderedDictionary<string, IReadOnlyList<string>>? DependentRequired { get; set; }

    /// <summary><c>dependentSchemas</c>, and the schemas of an older draft's <c>dependencies</c>.</summary>
    public OrderedDictionary<string, SchemaNode>? DependentSchemas { get; set; }

    /// <summary>Keywords that this reader does not know.</summary>
    public IReadOnlyList<string> Unknown { get; set; } = [];

    /// <summary>True when a keyword speaks of objects only.</summary>
    public bool HasObjectKeywords =>
        Properties is not null
        || PatternProperties is not null
        || AdditionalProperties is { Element.ValueKind: not JsonValueKind.True }
        || UnevaluatedProperties is not null
        || PropertyNames is not null
        || Required.Count > 0
        || MinProperties is not null
        || MaxProperties is not null
        || DependentRequired is not null
        || DependentSchemas is not null;

    /// <summary>True when a keyword speaks of arrays only.</summary>
    public bool HasArrayKeywords =>
        PrefixItems is not null
        || Items is not null
        || Contains is not null
        || MinItems is not null
        || MaxItems is not null
        || UniqueItems
        || UnevaluatedItems is not null;

    /// <summary>True when a keyword speaks of strings only.</summary>
    public bool HasStringKeywords =>
        MinLength is not null || MaxLength is not null || Pattern is not null || Format is not null;

    /// <summary>True when a keyword speaks of numbers only.</summary>
    public bool HasNumberKeywords =>
        Minimum is not null
        || Maximum is not null
        || ExclusiveMinimum is not null
        || ExclusiveMaximum is not null
        || MultipleOf is not null;

    /// <summary>True when a keyword applies other schemas to the same value.</summary>
    public bool HasApplicators =>
        Reference is not null
        || AllOf.Count > 0
        || AnyOf is not null
        || OneOf is not null
        || Not is not null
        || If is not null
        || DependentRequired is not null
        || DependentSchemas is not null;

    /// <summary>True when a keyword says itself what the value may be, beside the applicators.</summary>
    public bool HasOwnKeywords =>
        Types is not null
        || Enum is not null
        || Const is not null
        || HasObjectKeywords
        || HasArrayKeywords
        || HasStringKeywords
        || HasNumberKeywords;
}
