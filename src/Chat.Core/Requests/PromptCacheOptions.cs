using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>How the server caches the prompt. Source: OpenAI chat completions specification 2.3.0, <c>prompt_cache_options</c>.</summary>
public sealed record PromptCacheOptions
{
    /// <summary>How long an entry is kept, such as <c>30m</c>.</summary>
    [JsonPropertyName("ttl")]
    public string? Ttl { get; init; }

    /// <summary><c>implicit</c>, or <c>explicit</c> for breakpoints on content parts only.</summary>
    [JsonPropertyName("mode")]
    public string? Mode { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
