using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>How the server moderates the request and its answer. Source: OpenAI chat completions specification 2.3.0, <c>moderation</c>.</summary>
public sealed record ModerationOptions
{
    /// <summary>The moderation model.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>What is done, for <c>input</c> and <c>output</c>.</summary>
    [JsonPropertyName("policy")]
    public JsonElement? Policy { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
