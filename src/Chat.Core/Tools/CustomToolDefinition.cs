using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>A tool whose input is text and not JSON. Source: OpenAI chat completions specification 2.3.0, <c>tools[].custom</c>.</summary>
public sealed record CustomToolDefinition
{
    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What it does, for the model to choose by.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The form of its input. Default: any text.</summary>
    [JsonPropertyName("format")]
    public CustomToolFormat? Format { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
