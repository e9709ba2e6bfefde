using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>How the server searches the web for an answer. Source: OpenAI chat completions specification 2.3.0, <c>web_search_options</c>.</summary>
public sealed record WebSearchOptions
{
    /// <summary>How much of what is found goes into the prompt: <c>low</c>, <c>medium</c> or <c>high</c>. Default: medium.</summary>
    [JsonPropertyName("search_context_size")]
    public string? SearchContextSize { get; init; }

    /// <summary>Where the person who asks is.</summary>
    [JsonPropertyName("user_location")]
    public UserLocation? UserLocation { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
