using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>What moderation found. Source: OpenAI chat completions specification 2.3.0, <c>moderation</c>.</summary>
public sealed record ModerationReport
{
    /// <summary>The results, or the error, for the request.</summary>
    [JsonPropertyName("input")]
    public JsonElement? Input { get; init; }

    /// <summary>The results, or the error, for the answer.</summary>
    [JsonPropertyName("output")]
    public JsonElement? Output { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
