using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>The form of the answer. Source: OpenAI chat completions specification 2.3.0, <c>response_format</c>.</summary>
public sealed record ResponseFormat
{
    /// <summary><c>text</c>, <c>json_object</c>, <c>json_schema</c>, or a server's own word.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The schema of type <c>json_schema</c>.</summary>
    [JsonPropertyName("json_schema")]
    public JsonSchemaFormat? JsonSchema { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>Any text.</summary>
    public static ResponseFormat Text { get; } = new() { Type = "text" };

    /// <summary>Some JSON object. The messages must ask for JSON too.</summary>
    public static ResponseFormat JsonObject { get; } = new() { Type = "json_object" };

    /// <summary>JSON that follows a schema.</summary>
    /// <param name="name">The schema's name.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="strict">True makes the answer follow it exactly; null leaves it to the server.</param>
    /// <param name="description">What the answer is for; null leaves it out.</param>
    public static ResponseFormat FromSchema(
        string name,
        JsonElement schema,
        bool? strict = null,
        string? description = null
    ) =>
        new()
        {
            Type = "json_schema",
            JsonSchema = new JsonSchemaFormat
            {
                Name = name,
                Schema = schema,
                Strict = strict,
                Description = description,
            },
        };
}
