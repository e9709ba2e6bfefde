using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>The name of a tool inside a choice. Source: OpenAI chat completions specification 2.3.0, <c>tool_choice.function</c>.</summary>
public sealed record NamedTool
{
    /// <summary>The name of the function or custom tool.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
