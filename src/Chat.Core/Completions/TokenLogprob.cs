using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>A token of the answer and how likely it was. Source: OpenAI chat completions specification 2.3.0, <c>choices[].logprobs.content[]</c>.</summary>
public sealed record TokenLogprob
{
    /// <summary>The token as text; bytes that are no whole character show as U+FFFD, and <see cref="Bytes"/> holds them.</summary>
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    /// <summary>The natural logarithm of the token's probability before sampling settings; 0 is certain, −9999 stands for next to never. Always finite: JSON has no infinity.</summary>
    [JsonPropertyName("logprob")]
    public double Logprob { get; init; }

    /// <summary>The token's UTF-8 bytes, each 0 to 255; null when the server gives none.</summary>
    [JsonPropertyName("bytes")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<int>? Bytes { get; init; }

    /// <summary>The likeliest tokens at this place, likeliest first; null inside such a list.</summary>
    [JsonPropertyName("top_logprobs")]
    public IReadOnlyList<TokenLogprob>? TopLogprobs { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
