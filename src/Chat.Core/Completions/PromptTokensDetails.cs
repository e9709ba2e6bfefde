using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>What the prompt's tokens were. Source: OpenAI chat completions specification 2.3.0, <c>usage.prompt_tokens_details</c>.</summary>
public sealed record PromptTokensDetails
{
    /// <summary>Tokens taken from a cache instead of computed.</summary>
    [JsonPropertyName("cached_tokens")]
    public int? CachedTokens { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
