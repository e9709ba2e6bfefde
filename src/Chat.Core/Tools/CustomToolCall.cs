using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>A custom tool that a model asks to be called. Source: OpenAI chat completions specification 2.3.0, <c>tool_calls[].custom</c>.</summary>
public sealed record CustomToolCall
{
    /// <summary>The tool's name; null only in a delta that continues a call.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The input text.</summary>
    [JsonPropertyName("input")]
    public string? Input { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
