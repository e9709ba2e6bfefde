using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>
/// What a completion cost in time. On the wire the field names are those of llama-server's <c>timings</c>, in milliseconds and
/// tokens, with <c>ttft_ms</c> and <c>load_ms</c> added.
/// </summary>
public sealed record CompletionTimings
{
    /// <summary>Prompt tokens taken from a cache instead of computed.</summary>
    [JsonPropertyName("cache_n")]
    public int CachedTokens { get; init; }

    /// <summary>Prompt tokens computed.</summary>
    [JsonPropertyName("prompt_n")]
    public int PromptTokens { get; init; }

    /// <summary>Milliseconds of computing the prompt.</summary>
    [JsonPropertyName("prompt_ms")]
    public double PromptMilliseconds { get; init; }

    /// <summary>Prompt tokens computed a second; 0 when no time was measured. Written, and worked out anew when read.</summary>
    [JsonPropertyName("prompt_per_second")]
    public double PromptPerSecond => PerSecond(PromptTokens, PromptMilliseconds);

    /// <summary>Tokens generated, as the backend counts them: over all choices in the local engine and where several choices are made by several requests; else the server's own count.</summary>
    [JsonPropertyName("predicted_n")]
    public int PredictedTokens { get; init; }

    /// <summary>Milliseconds from the end of the prompt to the last token.</summary>
    [JsonPropertyName("predicted_ms")]
    public double PredictedMilliseconds { get; init; }

    /// <summary>Tokens generated a second; 0 when no time was measured. Written, and worked out anew when read.</summary>
    [JsonPropertyName("predicted_per_second")]
    public double PredictedPerSecond => PerSecond(PredictedTokens, PredictedMilliseconds);

    /// <summary>Milliseconds from the request to its first token; null when none came.</summary>
    [JsonPropertyName("ttft_ms")]
    public double? TimeToFirstTokenMilliseconds { get; init; }

    /// <summary>Milliseconds of loading the model for this request; null when it was loaded already.</summary>
    [JsonPropertyName("load_ms")]
    public double? LoadMilliseconds { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    // JSON has no infinity and no NaN: a time too small to divide by counts as none.
    private static double PerSecond(int tokens, double milliseconds) =>
        milliseconds > 0 && double.IsFinite(tokens * 1000.0 / milliseconds) ? tokens * 1000.0 / milliseconds : 0;
}
