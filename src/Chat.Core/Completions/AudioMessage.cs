using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>A spoken answer, or the id of one inside a later request. Source: OpenAI chat completions specification 2.3.0, <c>choices[].message.audio</c>.</summary>
public sealed record AudioMessage
{
    /// <summary>The id by which a later request names it.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>When the server forgets it, in seconds since 1970-01-01 UTC.</summary>
    [JsonPropertyName("expires_at")]
    public long? ExpiresAt { get; init; }

    /// <summary>The sound, in base64.</summary>
    [JsonPropertyName("data")]
    public string? Data { get; init; }

    /// <summary>What is said.</summary>
    [JsonPropertyName("transcript")]
    public string? Transcript { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
