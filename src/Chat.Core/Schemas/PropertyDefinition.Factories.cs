using System.Text.Json;
using Chat.Core.Json;

namespace Chat.Core.Schemas;

// The ways to make one.
public sealed partial record PropertyDefinition
{
    /// <summary>Any value fits.</summary>
    public static PropertyDefinition Anything { get; } = new();

    /// <summary>No value fits; as <see cref="AdditionalProperties"/>, an object has no other properties.</summary>
    public static PropertyDefinition Nothing { get; } = OfWhole(false);

    /// <summary>Null, and nothing else.</summary>
    public static PropertyDefinition Null { get; } = OfType("null", null);

    /// <summary>A string.</summary>
    /// <param name="description">What it means; null leaves it unsaid.</param>
    public static PropertyDefinition String(string? description = null) => OfType("string", description);

    /// <summary>A whole number.</summary>
    /// <param name="description">What it means; null leaves it unsaid.</param>
    public static PropertyDefinition Integer(string? description = null) => OfType("integer", description);

    /// <summary>A number.</summary>
    /// <param name="description">What it means; null leaves it unsaid.</param>
    public static PropertyDefinition Number(string? description = null) => OfType("number", description);

    /// <summary>True or false.</summary>
    /// <param name="description">What it means; null leaves it unsaid.</param>
    public static PropertyDefinition Boolean(string? description = null) => OfType("boolean", description);

    /// <summary>A list.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="description">What it means; null leaves it unsaid.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static PropertyDefinition Array(PropertyDefinition items, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return OfType("array", description) with { Items = items };
    }

    /// <summary>An object. Each of the properties must be there; <see cref="WithRequired"/> and <see cref="WithProperty"/> say otherwise.</summary>
    /// <param name="properties">Its properties, in order.</param>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public static PropertyDefinition Object(
        params IReadOnlyList<(string Name, PropertyDefinition Definition)> properties
    )
    {
        ArgumentNullException.ThrowIfNull(properties);
        var map = new OrderedDictionary<string, PropertyDefinition>(properties.Count, StringComparer.Ordinal);
        foreach (var (name, definition) in properties)
        {
            ArgumentNullException.ThrowIfNull(definition, nameof(properties));
            map.Add(name, definition);
        }

        return OfType("object", null) with
        {
            Properties = map,
            Required = [.. map.Keys],
        };
    }

    /// <summary>One of some strings.</summary>
    /// <param name="values">The strings, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static PropertyDefinition Enum(params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0
            ? throw new ArgumentException("An enum has at least one value.", nameof(values))
            : OfType("string", null) with
            {
                EnumValues = [.. values.Select(Element)],
            };
    }

    /// <summary>One string and no other.</summary>
    /// <param name="value">The string.</param>
    public static PropertyDefinition Const(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return OfType("string", null) with { ConstValue = Element(value) };
    }

    /// <summary>What fits at least one of some schemas.</summary>
    /// <param name="schemas">The schemas, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static PropertyDefinition AnyOf(params IReadOnlyList<PropertyDefinition> schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        return schemas.Count == 0
            ? throw new ArgumentException("A choice has at least one schema.", nameof(schemas))
            : new PropertyDefinition { AnyOfThese = [.. schemas] };
    }

    /// <summary>What fits a schema of <see cref="Definitions"/>.</summary>
    /// <param name="name">The schema's name there.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static PropertyDefinition To(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        // Source: RFC 6901, JSON Pointer, in a URI fragment.
        var escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return new PropertyDefinition { Reference = $"#/$defs/{Uri.EscapeDataString(escaped)}" };
    }

    /// <summary>The schema of a C# type; <see cref="FromType"/> says how it is made.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="ArgumentException">The type, or one within it, has no schema; the message names the member.</exception>
    public static PropertyDefinition From<T>() => FromType(typeof(T));

    /// <summary>
    /// The schema of a C# type, for what <c>System.Text.Json</c> reads and writes as it without further settings, but with enums as
    /// strings. Members that are not nullable are required, and so are those marked <c>required</c> or with <c>[Required]</c>;
    /// members that cannot be set are left out. Descriptions come from <c>[Description]</c> or <c>[Display]</c>, bounds from the attributes
    /// of <c>System.ComponentModel.DataAnnotations</c>. A type within itself becomes a reference, counted from this schema's root.
    /// </summary>
    /// <param name="type">The type: at most 32 levels deep and of at most 5,000 members, those of members included.</param>
    /// <exception cref="ArgumentException">The type, or one within it, has no schema; the message names the member.</exception>
    public static PropertyDefinition FromType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new TypeSchema(type).Make();
    }

    internal static JsonElement Element(string text) =>
        JsonSerializer.SerializeToElement(text, ChatJsonContext.Default.String);

    internal static PropertyDefinition OfType(string type, string? description) =>
        new() { Types = [type], Description = description };
}
