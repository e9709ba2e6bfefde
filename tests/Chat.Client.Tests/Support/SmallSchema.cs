using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Chat.Client.Tests.Support;

/// <summary>
/// Validates JSON by the part of JSON Schema 2020-12 that the project's schemas use. A keyword that it does not know is an error and never
/// passed over, so that a schema cannot promise what is not checked.
/// </summary>
internal sealed class SmallSchema(JsonNode root)
{
    private static readonly string[] Remarks = ["$schema", "$id", "$defs", "title", "description", "then"];

    public static SmallSchema Load(string path) => new(JsonNode.Parse(File.ReadAllText(path))!);

    public bool Accepts(string json) =>
        Accepts(
            root,
            JsonNode.Parse(
                json,
                documentOptions: new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                }
            )
        );

    private bool Accepts(JsonNode schema, JsonNode? value) =>
        schema.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => schema.AsObject().All(keyword => Holds(schema.AsObject(), keyword.Key, keyword.Value!, value)),
        };

    private bool Holds(JsonObject schema, string keyword, JsonNode argument, JsonNode? value) =>
        keyword switch
        {
            "$ref" => Accepts(root["$defs"]![argument.GetValue<string>()["#/$defs/".Length..]]!, value),
            "type" => IsOf(argument.GetValue<string>(), value),
            "enum" => argument.AsArray().Any(item => JsonNode.DeepEquals(item, value)),
            "const" => JsonNode.DeepEquals(argument, value),
            "not" => !Accepts(argument, value),
            "allOf" => argument.AsArray().All(part => Accepts(part!, value)),
            "anyOf" => argument.AsArray().Any(part => Accepts(part!, value)),
            "if" => !Accepts(argument, value) || Accepts(schema["then"]!, value),
            "pattern" => Text(value) is not { } text || Matches(argument.GetValue<string>(), text),
            "maxLength" => Text(value) is not { } text || text.EnumerateRunes().Count() <= argument.GetValue<int>(),
            "minimum" => Number(value) is not { } number || number >= argument.GetValue<double>(),
            "maximum" => Number(value) is not { } number || number <= argument.GetValue<double>(),
            "required" => value is not JsonObject json
                || argument.AsArray().All(name => json.ContainsKey(name!.GetValue<string>())),
            "items" => value is not JsonArray list || list.All(item => Accepts(argument, item)),
            "minItems" => value is not JsonArray list || list.Count >= argument.GetValue<int>(),
            "maxItems" => value is not JsonArray list || list.Count <= argument.GetValue<int>(),
            "maxProperties" => value is not JsonObject json || json.Count <= argument.GetValue<int>(),
            "propertyNames" => value is not JsonObject json
                || json.All(member => Accepts(argument, JsonValue.Create(member.Key))),
            "properties" => value is not JsonObject json
                || argument
                    .AsObject()
                    .All(part => !json.TryGetPropertyValue(part.Key, out var item) || Accepts(part.Value!, item)),
            "patternProperties" => value is not JsonObject json
                || argument
                    .AsObject()
                    .All(part =>
                        json.Where(member => Matches(part.Key, member.Key))
                            .All(member => Accepts(part.Value!, member.Value))
                    ),
            "additionalProperties" => value is not JsonObject json
                || json.Where(member => !IsNamed(schema, member.Key)).All(member => Accepts(argument, member.Value)),
            _ => Remarks.Contains(keyword) ? true : throw new NotSupportedException(keyword),
        };

    private static bool IsNamed(JsonObject schema, string name) =>
        schema["properties"]?.AsObject().ContainsKey(name) == true
        || schema["patternProperties"]?.AsObject().Any(part => Matches(part.Key, name)) == true;

    private static bool IsOf(string type, JsonNode? value) =>
        type switch
        {
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => Text(value) is not null,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "number" => Number(value) is not null,
            "integer" => Number(value) is { } number && double.IsInteger(number),
            _ => throw new NotSupportedException(type),
        };

    private static string? Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    // In ECMAScript $ is the end alone; here it also stands before a line break at the end.
    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(
            text,
            pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern,
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5)
        );
}
