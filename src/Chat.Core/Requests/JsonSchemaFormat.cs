using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>A JSON Schema that the answer follows. Source: OpenAI chat completions specification 2.3.0, <c>response_format.json_schema</c>.</summary>
public sealed record JsonSchemaFormat
{
    /// <summary>The schema's name, of letters, digits, underscores and dashes; at most 64 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What the answer is for.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The schema.</summary>
    [JsonPropertyName("schema")]
    public JsonElement? Schema { get; init; }

    /// <summary>True makes the answer follow the schema exactly. Default: false.</summary>
    [JsonPropertyName("strict")]
    public bool? Strict { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
