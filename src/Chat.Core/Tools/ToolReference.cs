using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>A tool meant by its kind and name: the object form of <c>tool_choice</c>, and an entry of <c>allowed_tools</c>. Source: OpenAI chat completions specification 2.3.0, <c>tool_choice</c>.</summary>
public sealed record ToolReference
{
    /// <summary>The kind: <c>function</c>, <c>custom</c>, <c>allowed_tools</c>, or a server's own word.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The function of type <c>function</c>.</summary>
    [JsonPropertyName("function")]
    public NamedTool? Function { get; init; }

    /// <summary>The tool of type <c>custom</c>.</summary>
    [JsonPropertyName("custom")]
    public NamedTool? Custom { get; init; }

    /// <summary>The choice of type <c>allowed_tools</c>.</summary>
    [JsonPropertyName("allowed_tools")]
    public AllowedTools? AllowedTools { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
