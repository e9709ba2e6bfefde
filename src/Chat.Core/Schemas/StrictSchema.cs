namespace Chat.Core.Schemas;

/// <summary>Brings a schema into the form that OpenAI's strict mode asks for.</summary>
internal static class StrictSchema
{
    /// <summary>The strict form; <see cref="PropertyDefinition.Strict"/> says what it is.</summary>
    /// <param name="schema">The schema.</param>
    /// <exception cref="InvalidOperationException">It has no strict form; the message names the place.</exception>
    public static PropertyDefinition Of(PropertyDefinition schema) => Of(schema, "#", 0);

    private static PropertyDefinition Of(PropertyDefinition schema, string place, int depth)
    {
        if (depth >= PropertyDefinition.MaxDepth)
        {
            throw new InvalidOperationException($"A schema is at most {PropertyDefinition.MaxDepth} levels deep.");
        }

        var within = schema with
        {
            Items = schema.Items is null ? null : Of(schema.Items, $"{place}/items", depth + 1),
            PrefixItems = All(schema.PrefixItems, $"{place}/prefixItems", depth),
            AnyOfThese = All(schema.AnyOfThese, $"{place}/anyOf", depth),
            Definitions = schema.Definitions is null ? null : Map(schema.Definitions, $"{place}/$defs", depth),
        };
        return IsObject(schema) ? Closed(within, place, depth) : within;
    }

    private static bool IsObject(PropertyDefinition schema) =>
        schema.Properties is not null || schema.Types?.Contains("object", StringComparer.Ordinal) == true;

    private static PropertyDefinition Closed(PropertyDefinition schema, string place, int depth)
    {
        var others = schema.AdditionalProperties;
        var isOpen = others is { Whole: null }
            ? others != PropertyDefinition.Anything
            : others?.Whole != false && schema.Properties is null;
        if (isOpen)
        {
            throw new InvalidOperationException(
                $"The object at {place} takes properties of any name, which the strict form cannot say: give it named properties, or ask without strict."
            );
        }

        var required = (schema.Required ?? []).ToHashSet(StringComparer.Ordinal);
        var properties = Map(
            schema.Properties ?? new Dictionary<string, PropertyDefinition>(StringComparer.Ordinal),
            $"{place}/properties",
            depth
        );
        foreach (var name in properties.Keys.Where(name => !required.Contains(name)).ToList())
        {
            properties[name] = properties[name].AsNullable();
        }

        return schema with
        {
            Properties = properties,
            Required = [.. properties.Keys],
            AdditionalProperties = PropertyDefinition.Nothing,
        };
    }

    private static List<PropertyDefinition>? All(IReadOnlyList<PropertyDefinition>? schemas, string place, int depth) =>
        schemas is null ? null : [.. schemas.Select((schema, index) => Of(schema, $"{place}/{index}", depth + 2))];

    private static OrderedDictionary<string, PropertyDefinition> Map(
        IReadOnlyDictionary<string, PropertyDefinition> schemas,
        string place,
        int depth
    )
    {
        var map = new OrderedDictionary<string, PropertyDefinition>(schemas.Count, StringComparer.Ordinal);
        foreach (var (name, schema) in schemas)
        {
            map[name] = Of(schema, $"{place}/{name}", depth + 2);
        }

        return map;
    }
}
