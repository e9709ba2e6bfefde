using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>The end of a cached stretch of the prompt. Source: OpenAI chat completions specification 2.3.0, <c>messages[].content[].prompt_cache_breakpoint</c>.</summary>
public sealed record PromptCacheBreakpoint
{
    /// <summary>Always <c>explicit</c> in the specification.</summary>
    [JsonPropertyName("mode")]
    public required string Mode { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
