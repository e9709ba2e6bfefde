using System.Text.Json;

namespace Chat.Core.Schemas;

/// <summary>Writes a schema as JSON.</summary>
internal static class SchemaWriter
{
    /// <summary>Writes one schema.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="depth">How many levels of JSON stand round it.</param>
    /// <exception cref="JsonException">It is nested deeper than <see cref="PropertyDefinition.MaxDepth"/>.</exception>
    public static void Write(Utf8JsonWriter writer, PropertyDefinition schema, int depth)
    {
        if (schema.Whole is { } fits && schema == PropertyDefinition.OfWhole(fits))
        {
            writer.WriteBooleanValue(fits);
            return;
        }

        if (depth >= PropertyDefinition.MaxDepth)
        {
            throw new JsonException($"A schema is at most {PropertyDefinition.MaxDepth} levels deep.");
        }

        writer.WriteStartObject();
        WriteNothing(writer, schema);
        WriteText(writer, "$ref", schema.Reference);
        WriteTypes(writer, schema.Types);
        WriteText(writer, "description", schema.Description);
        WriteValues(writer, "enum", schema.EnumValues);
        WriteValue(writer, "const", schema.ConstValue);
        WriteRanges(writer, schema);
        WriteText(writer, "pattern", schema.Pattern);
        WriteText(writer, "format", schema.Format);
        WriteMap(writer, "properties", schema.Properties, depth);
        WriteTexts(writer, "required", schema.Required);
        WriteOne(writer, "additionalProperties", schema.AdditionalProperties, depth);
        WriteOne(writer, "items", schema.Items, depth);
        WriteList(writer, "prefixItems", schema.PrefixItems, depth);
        WriteList(writer, "anyOf", schema.AnyOfThese, depth);
        WriteValue(writer, "default", schema.DefaultValue);
        foreach (
            var (keyword, value) in schema.OtherKeywords ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        )
        {
            WriteValue(writer, keyword, value);
        }

        WriteMap(writer, "$defs", schema.Definitions, depth);
        writer.WriteEndObject();
    }

    // A bare false has no room for keywords: the same is said by a keyword beside which others may stand.
    private static void WriteNothing(Utf8JsonWriter writer, PropertyDefinition schema)
    {
        if (schema.Whole == false && schema.OtherKeywords?.ContainsKey("not") != true)
        {
            writer.WriteStartObject("not");
            writer.WriteEndObject();
        }
    }

    private static void WriteRanges(Utf8JsonWriter writer, PropertyDefinition schema)
    {
        WriteNumber(writer, "minimum", schema.Minimum);
        WriteNumber(writer, "maximum", schema.Maximum);
        WriteNumber(writer, "minLength", schema.MinLength);
        WriteNumber(writer, "maxLength", schema.MaxLength);
        WriteNumber(writer, "minItems", schema.MinItems);
        WriteNumber(writer, "maxItems", schema.MaxItems);
    }

    private static void WriteTypes(Utf8JsonWriter writer, IReadOnlyList<string>? types)
    {
        if (types is [var only])
        {
            writer.WriteString("type", only);
            return;
        }

        WriteTexts(writer, "type", types);
    }

    private static void WriteText(Utf8JsonWriter writer, string keyword, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(keyword, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string keyword, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(keyword, number);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string keyword, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            writer.WriteStartArray(keyword);
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteValues(Utf8JsonWriter writer, string keyword, IReadOnlyList<JsonElement>? values)
    {
        if (values is not null)
        {
            writer.WriteStartArray(keyword);
            foreach (var value in values)
            {
                value.WriteTo(writer);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, string keyword, JsonElement? value)
    {
        if (value is { } given)
        {
            writer.WritePropertyName(keyword);
            given.WriteTo(writer);
        }
    }

    private static void WriteOne(Utf8JsonWriter writer, string keyword, PropertyDefinition? schema, int depth)
    {
        if (schema is not null)
        {
            writer.WritePropertyName(keyword);
            Write(writer, schema, depth + 1);
        }
    }

    private static void WriteList(
        Utf8JsonWriter writer,
        string keyword,
        IReadOnlyList<PropertyDefinition>? schemas,
        int depth
    )
    {
        if (schemas is not null)
        {
            writer.WriteStartArray(keyword);
            foreach (var schema in schemas)
            {
                Write(writer, schema, depth + 2);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteMap(
        Utf8JsonWriter writer,
        string keyword,
        IReadOnlyDictionary<string, PropertyDefinition>? schemas,
        int depth
    )
    {
        if (schemas is not null)
        {
            writer.WriteStartObject(keyword);
            foreach (var (name, schema) in schemas)
            {
                writer.WritePropertyName(name);
                Write(writer, schema, depth + 2);
            }

            writer.WriteEndObject();
        }
    }
}
