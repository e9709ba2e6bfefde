using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>A function that a model may call. Source: OpenAI chat completions specification 2.3.0, <c>tools[].function</c>.</summary>
public sealed record FunctionDefinition
{
    /// <summary>The name, of letters, digits, underscores and dashes; at most 64 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What it does, for the model to choose by.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>Its parameters as a JSON Schema of type object; null for none.</summary>
    [JsonPropertyName("parameters")]
    public JsonElement? Parameters { get; init; }

    /// <summary>True makes the arguments follow the schema exactly. Default: false.</summary>
    [JsonPropertyName("strict")]
    public bool? Strict { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
