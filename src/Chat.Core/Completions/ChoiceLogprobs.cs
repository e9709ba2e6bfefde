using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>The log probabilities of a choice. Source: OpenAI chat completions specification 2.3.0, <c>choices[].logprobs</c>.</summary>
public sealed record ChoiceLogprobs
{
    /// <summary>Those of the content's tokens, in order.</summary>
    [JsonPropertyName("content")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<TokenLogprob>? Content { get; init; }

    /// <summary>Those of the refusal's tokens, in order.</summary>
    [JsonPropertyName("refusal")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<TokenLogprob>? Refusal { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
