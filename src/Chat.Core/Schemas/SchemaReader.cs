using System.Text.Json;

namespace Chat.Core.Schemas;

/// <summary>Reads a schema from JSON.</summary>
internal static class SchemaReader
{
    /// <summary>Reads one schema. A keyword of an unexpected form is kept as it is; of two of one name the last holds.</summary>
    /// <param name="json">Its JSON.</param>
    /// <param name="depth">How many levels of JSON stand round it.</param>
    /// <exception cref="JsonException">
    /// It is neither an object nor true nor false, or is nested deeper than <see cref="PropertyDefinition.MaxDepth"/>.
    /// </exception>
    public static PropertyDefinition Read(JsonElement json, int depth)
    {
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return PropertyDefinition.OfWhole(json.ValueKind == JsonValueKind.True);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A JSON Schema is an object, true or false.");
        }

        if (depth >= PropertyDefinition.MaxDepth)
        {
            throw new JsonException($"A schema is at most {PropertyDefinition.MaxDepth} levels deep.");
        }

        var schema = new PropertyDefinition();
        var others = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var keyword in json.EnumerateObject())
        {
            if (Take(schema, keyword.Name, keyword.Value, depth) is { } taken)
            {
                schema = taken;
                others.Remove(keyword.Name);
            }
            else
            {
                others[keyword.Name] = keyword.Value.Clone();
            }
        }

        return others.Count == 0 ? schema : Kept(schema, others);
    }

    // A keyword that came in its own form and then again in another counts as it came last.
    private static PropertyDefinition Kept(PropertyDefinition schema, OrderedDictionary<string, JsonElement> others)
    {
        var rest = others.Keys.Aggregate(schema, Without);
        return rest with { OtherKeywords = others };
    }

    private static PropertyDefinition? Take(PropertyDefinition schema, string keyword, JsonElement value, int depth) =>
        keyword switch
        {
            "type" when Types(value) is { } types => schema with { Types = types },
            "description" when Text(value) is { } text => schema with { Description = text },
            "$ref" when Text(value) is { } text => schema with { Reference = text },
            "pattern" when Text(value) is { } text => schema with { Pattern = text },
            "format" when Text(value) is { } text => schema with { Format = text },
            "enum" when value.ValueKind == JsonValueKind.Array => schema with
            {
                EnumValues = [.. value.EnumerateArray().Select(item => item.Clone())],
            },
            "const" => schema with { ConstValue = value.Clone() },
            "default" => schema with { DefaultValue = value.Clone() },
            "minimum" when Number(value) is { } number => schema with { Minimum = number },
            "maximum" when Number(value) is { } number => schema with { Maximum = number },
            "minLength" when Count(value) is { } count => schema with { MinLength = count },
            "maxLength" when Count(value) is { } count => schema with { MaxLength = count },
            "minItems" when Count(value) is { } count => schema with { MinItems = count },
            "maxItems" when Count(value) is { } count => schema with { MaxItems = count },
            "required" when Texts(value) is { } names => schema with { Required = names },
            "items" when IsSchema(value) => schema with { Items = Read(value, depth + 1) },
            "additionalProperties" when IsSchema(value) => schema with
            {
                AdditionalProperties = Read(value, depth + 1),
            },
            "prefixItems" when IsList(value) => schema with { PrefixItems = List(value, depth) },
            "anyOf" when IsList(value) => schema with { AnyOfThese = List(value, depth) },
            "properties" when IsMap(value) => schema with { Properties = Map(value, depth) },
            "$defs" when IsMap(value) => schema with { Definitions = Map(value, depth) },
            _ => null,
        };

    private static PropertyDefinition Without(PropertyDefinition schema, string keyword) =>
        keyword switch
        {
            "type" => schema with { Types = null },
            "description" => schema with { Description = null },
            "$ref" => schema with { Reference = null },
            "pattern" => schema with { Pattern = null },
            "format" => schema with { Format = null },
            "enum" => schema with { EnumValues = null },
            "minimum" => schema with { Minimum = null },
            "maximum" => schema with { Maximum = null },
            "minLength" => schema with { MinLength = null },
            "maxLength" => schema with { MaxLength = null },
            "minItems" => schema with { MinItems = null },
            "maxItems" => schema with { MaxItems = null },
            "required" => schema with { Required = null },
            "items" => schema with { Items = null },
            "additionalProperties" => schema with { AdditionalProperties = null },
            "prefixItems" => schema with { PrefixItems = null },
            "anyOf" => schema with { AnyOfThese = null },
            "properties" => schema with { Properties = null },
            "$defs" => schema with { Definitions = null },
            _ => schema,
        };

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : null;

    private static int? Count(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count : null;

    private static List<string>? Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : null;

    // A list of one word is kept as a list, for it would be written as the word.
    private static List<string>? Types(JsonElement value) =>
        Text(value) is { } only ? [only]
        : Texts(value) is { Count: not 1 } several ? several
        : null;

    private static bool IsSchema(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False;

    private static bool IsList(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsSchema);

    private static bool IsMap(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(item => IsSchema(item.Value));

    private static List<PropertyDefinition> List(JsonElement value, int depth) =>
        [.. value.EnumerateArray().Select(item => Read(item, depth + 2))];

    private static OrderedDictionary<string, PropertyDefinition> Map(JsonElement value, int depth)
    {
        var map = new OrderedDictionary<string, PropertyDefinition>(StringComparer.Ordinal);
        foreach (var item in value.EnumerateObject())
        {
            map[item.Name] = Read(item.Value, depth + 2);
        }

        return map;
    }
}
