using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>Where the person who asks is. Source: OpenAI chat completions specification 2.3.0, <c>web_search_options.user_location</c>.</summary>
public sealed record UserLocation
{
    /// <summary>Always <c>approximate</c> in the specification.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The place.</summary>
    [JsonPropertyName("approximate")]
    public ApproximateLocation? Approximate { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
