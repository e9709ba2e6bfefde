using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Core.Schemas;

namespace Chat.Core.Tests.Schemas;

/// <summary>
/// Whether JSON fits a schema: a plain reading of the specification (draft 2020-12), of the schema's JSON and not of the builder. A keyword
/// that it does not know is a failure of the test.
/// </summary>
internal sealed class Fits
{
    private readonly JsonElement _root;

    private Fits(JsonElement root) => _root = root;

    public static bool Schema(PropertyDefinition schema, string json)
    {
        var root = schema.ToJsonElement();
        return new Fits(root).Check(root, JsonElement.Parse(json));
    }

    private bool Check(JsonElement schema, JsonElement value) =>
        schema.ValueKind == JsonValueKind.Object
            ? schema.EnumerateObject().All(keyword => Check(keyword.Name, keyword.Value, schema, value))
            : schema.GetBoolean();

    private bool Check(string keyword, JsonElement given, JsonElement schema, JsonElement value) =>
        keyword switch
        {
            "description" or "default" or "title" or "$defs" or "contentEncoding" => true,
            "$ref" => Check(Find(given.GetString()!), value),
            "type" when given.ValueKind == JsonValueKind.Array => given
                .EnumerateArray()
                .Any(type => IsOf(type.GetString()!, value)),
            "type" => IsOf(given.GetString()!, value),
            "enum" => given.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)),
            "const" => JsonElement.DeepEquals(given, value),
            "not" => !Check(given, value),
            "anyOf" => given.EnumerateArray().Any(choice => Check(choice, value)),
            "oneOf" => given.EnumerateArray().Count(choice => Check(choice, value)) == 1,
            "minimum" => !IsOf("number", value) || value.GetDouble() >= given.GetDouble(),
            "maximum" => !IsOf("number", value) || value.GetDouble() <= given.GetDouble(),
            "minLength" => !IsOf("string", value) || Length(value) >= given.GetInt32(),
            "maxLength" => !IsOf("string", value) || Length(value) <= given.GetInt32(),
            "pattern" => !IsOf("string", value) || Matches(given.GetString()!, value.GetString()!),
            "format" => !IsOf("string", value) || HasFormat(given.GetString()!, value.GetString()!),
            "minItems" => !IsOf("array", value) || value.GetArrayLength() >= given.GetInt32(),
            "maxItems" => !IsOf("array", value) || value.GetArrayLength() <= given.GetInt32(),
            "prefixItems" => !IsOf("array", value)
                || given.EnumerateArray().Zip(value.EnumerateArray()).All(pair => Check(pair.First, pair.Second)),
            "items" => !IsOf("array", value)
                || value.EnumerateArray().Skip(Placed(schema)).All(item => Check(given, item)),
            "required" => !IsOf("object", value)
                || given.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
            "properties" => !IsOf("object", value)
                || value
                    .EnumerateObject()
                    .All(field => !given.TryGetProperty(field.Name, out var its) || Check(its, field.Value)),
            "additionalProperties" => !IsOf("object", value)
                || value.EnumerateObject().All(field => IsNamed(schema, field.Name) || Check(given, field.Value)),
            _ => throw new NotSupportedException($"The keyword {keyword} is not one of a test."),
        };

    private JsonElement Find(string reference) =>
        Uri.UnescapeDataString(reference[1..])
            .Split('/')
            .Skip(1)
            .Aggregate(_root, (place, step) => place.GetProperty(step.Replace("~1", "/").Replace("~0", "~")));

    private static int Placed(JsonElement schema) =>
        schema.TryGetProperty("prefixItems", out var first) ? first.GetArrayLength() : 0;

    private static bool IsNamed(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _);

    private static int Length(JsonElement value) => value.GetString()!.EnumerateRunes().Count();

    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static bool IsOf(string type, JsonElement value) =>
        type switch
        {
            "null" => value.ValueKind == JsonValueKind.Null,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
            "array" => value.ValueKind == JsonValueKind.Array,
            "object" => value.ValueKind == JsonValueKind.Object,
            _ => throw new NotSupportedException($"{type} is no type of JSON Schema."),
        };

    // Source: RFC 3339, RFC 4122, RFC 3986.
    private static bool HasFormat(string format, string text) =>
        format switch
        {
            "date-time" => Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})$", text),
            "date" => DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            "email" => text.Contains('@', StringComparison.Ordinal),
            _ => throw new NotSupportedException($"The format {format} is not one of a test."),
        };
}
