using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>What the prompt's tokens were. Source: OpenAI chat completions specification 2.3.0, <c>usage.prompt_tokens_details</c>.</summary>
public sealed record PromptTokensDetails
{
    /// <summary>Tokens taken from a cache instead of computed.</summary>
    [JsonPropertyName("cached_tokens")]
    public int? CachedTokens { get; init; }

    /// <summary>Tokens of sound.</summary>
    [JsonPropertyName("audio_tokens")]
    public int? AudioTokens { get; init; }

    /// <summary>Tokens put into the cache.</summary>
    [JsonPropertyName("cache_write_tokens")]
    public int? CacheWriteTokens { get; init; }

    /// <summary>Tokens of images.</summary>
    [JsonPropertyName("image_tokens")]
    public int? ImageTokens { get; init; }

    /// <summary>Tokens of text.</summary>
    [JsonPropertyName("text_tokens")]
    public int? TextTokens { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
