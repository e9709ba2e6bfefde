using System.Text.Json;

namespace Chat.Core.Schemas;

// Each of these gives a changed copy; the schema itself never changes.
public sealed partial record PropertyDefinition
{
    /// <summary>The same schema with a description.</summary>
    /// <param name="description">What the value means; null takes the description away.</param>
    public PropertyDefinition WithDescription(string? description) => this with { Description = description };

    /// <summary>The same object with one more property, or with another schema for one that it has.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="definition">Its schema.</param>
    /// <param name="required">False lets it be left out.</param>
    public PropertyDefinition WithProperty(string name, PropertyDefinition definition, bool required = true)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(definition);
        var others = (Required ?? []).Where(other => !string.Equals(other, name, StringComparison.Ordinal));
        return this with
        {
            Properties = Added(Properties, name, definition),
            Required = required ? [.. others, name] : [.. others],
        };
    }

    /// <summary>The same object with these of its properties required, and no others.</summary>
    /// <param name="names">Their names.</param>
    public PropertyDefinition WithRequired(params IReadOnlyList<string> names) => this with { Required = [.. names] };

    /// <summary>The same object with a schema for the properties that are not named.</summary>
    /// <param name="definition">Their schema; <see cref="Nothing"/> allows none, null any.</param>
    public PropertyDefinition WithAdditionalProperties(PropertyDefinition? definition) =>
        this with
        {
            AdditionalProperties = definition,
        };

    /// <summary>The same list with schemas for its first items.</summary>
    /// <param name="items">The schemas, in order.</param>
    public PropertyDefinition WithPrefixItems(params IReadOnlyList<PropertyDefinition> items) =>
        this with
        {
            PrefixItems = [.. items],
        };

    /// <summary>The same number within bounds, both included.</summary>
    /// <param name="minimum">The least; null for none.</param>
    /// <param name="maximum">The greatest; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite.</exception>
    public PropertyDefinition WithRange(double? minimum, double? maximum) =>
        this with
        {
            Minimum = Finite(minimum, nameof(minimum)),
            Maximum = Finite(maximum, nameof(maximum)),
        };

    /// <summary>The same string with bounds of its length, both included.</summary>
    /// <param name="minimum">The least, in Unicode characters; null for none.</param>
    /// <param name="maximum">The greatest, in Unicode characters; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is negative.</exception>
    public PropertyDefinition WithLength(int? minimum, int? maximum) =>
        this with
        {
            MinLength = NotNegative(minimum, nameof(minimum)),
            MaxLength = NotNegative(maximum, nameof(maximum)),
        };

    /// <summary>The same list with bounds of the number of its items, both included.</summary>
    /// <param name="minimum">The least; null for none.</param>
    /// <param name="maximum">The greatest; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is negative.</exception>
    public PropertyDefinition WithCount(int? minimum, int? maximum) =>
        this with
        {
            MinItems = NotNegative(minimum, nameof(minimum)),
            MaxItems = NotNegative(maximum, nameof(maximum)),
        };

    /// <summary>The same string that matches a pattern.</summary>
    /// <param name="pattern">A regular expression (ECMA-262); it may match any part of the string.</param>
    public PropertyDefinition WithPattern(string? pattern) => this with { Pattern = pattern };

    /// <summary>The same string with a format.</summary>
    /// <param name="format">The format, such as <c>date-time</c> or <c>email</c>.</param>
    public PropertyDefinition WithFormat(string? format) => this with { Format = format };

    /// <summary>The same schema with a default.</summary>
    /// <param name="value">What is meant where the value is left out.</param>
    public PropertyDefinition WithDefault(JsonElement value) => this with { DefaultValue = value.Clone() };

    /// <summary>The same schema with one more schema to refer to; it must be the root.</summary>
    /// <param name="name">The name, for <see cref="To"/>.</param>
    /// <param name="definition">The schema.</param>
    public PropertyDefinition WithDefinition(string name, PropertyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(definition);
        return this with { Definitions = Added(Definitions, name, definition) };
    }

    /// <summary>The same schema, which null fits too.</summary>
    public PropertyDefinition AsNullable() => SchemaNulls.Allow(this);

    /// <summary>
    /// The form that OpenAI's strict mode asks for: every object has no properties but those named, and all of them are required; those
    /// that were not may be null. A schema in that form stays as it is. Source: OpenAI, structured outputs.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// An object gives a schema for properties without names, which the strict form cannot say, or the schema is nested deeper than 64
    /// levels; the message names the place.
    /// </exception>
    public PropertyDefinition Strict() => StrictSchema.Of(this);

    private static OrderedDictionary<string, PropertyDefinition> Added(
        IReadOnlyDictionary<string, PropertyDefinition>? map,
        string name,
        PropertyDefinition definition
    ) =>
        new(map ?? new Dictionary<string, PropertyDefinition>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [name] = definition,
        };

    private static double? Finite(double? value, string name) =>
        value is { } number && !double.IsFinite(number)
            ? throw new ArgumentOutOfRangeException(name, number, "A bound is a finite number.")
            : value;

    private static int? NotNegative(int? value, string name) =>
        value < 0 ? throw new ArgumentOutOfRangeException(name, value, "A bound of a length is not negative.") : value;
}
