using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Completions;

/// <summary>The tokens a request used. Source: OpenAI chat completions specification 2.3.0, <c>usage</c>.</summary>
public sealed record Usage
{
    /// <summary>Tokens of the prompt.</summary>
    [JsonPropertyName("prompt_tokens")]
    [JsonConverter(typeof(TokenCountConverter))]
    public int PromptTokens { get; init; }

    /// <summary>Tokens generated, over all choices.</summary>
    [JsonPropertyName("completion_tokens")]
    [JsonConverter(typeof(TokenCountConverter))]
    public int CompletionTokens { get; init; }

    /// <summary>Both together.</summary>
    [JsonPropertyName("total_tokens")]
    [JsonConverter(typeof(TokenCountConverter))]
    public int TotalTokens { get; init; }

    /// <summary>What the prompt's tokens were.</summary>
    [JsonPropertyName("prompt_tokens_details")]
    public PromptTokensDetails? PromptTokensDetails { get; init; }

    /// <summary>What the generated tokens were.</summary>
    [JsonPropertyName("completion_tokens_details")]
    public CompletionTokensDetails? CompletionTokensDetails { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
