using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>What the generated tokens were. Source: OpenAI chat completions specification 2.3.0, <c>usage.completion_tokens_details</c>.</summary>
public sealed record CompletionTokensDetails
{
    /// <summary>Tokens of reasoning.</summary>
    [JsonPropertyName("reasoning_tokens")]
    public int? ReasoningTokens { get; init; }

    /// <summary>Tokens of sound.</summary>
    [JsonPropertyName("audio_tokens")]
    public int? AudioTokens { get; init; }

    /// <summary>Tokens of the prediction that came up in the answer.</summary>
    [JsonPropertyName("accepted_prediction_tokens")]
    public int? AcceptedPredictionTokens { get; init; }

    /// <summary>Tokens of the prediction that did not; they are billed all the same.</summary>
    [JsonPropertyName("rejected_prediction_tokens")]
    public int? RejectedPredictionTokens { get; init; }

    /// <summary>Tokens of text.</summary>
    [JsonPropertyName("text_tokens")]
    public int? TextTokens { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
