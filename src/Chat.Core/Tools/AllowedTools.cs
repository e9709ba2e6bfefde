using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>A choice among some of the tools. Source: OpenAI chat completions specification 2.3.0, <c>tool_choice.allowed_tools</c>.</summary>
public sealed record AllowedTools
{
    /// <summary><c>auto</c> or <c>required</c>.</summary>
    [JsonPropertyName("mode")]
    public required string Mode { get; init; }

    /// <summary>The tools that may be called.</summary>
    [JsonPropertyName("tools")]
    public required IReadOnlyList<ToolReference> Tools { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
