using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>Where a person is, roughly. Source: OpenAI chat completions specification 2.3.0, <c>web_search_options.user_location.approximate</c>.</summary>
public sealed record ApproximateLocation
{
    /// <summary>The city, in free text.</summary>
    [JsonPropertyName("city")]
    public string? City { get; init; }

    /// <summary>The region, in free text.</summary>
    [JsonPropertyName("region")]
    public string? Region { get; init; }

    /// <summary>The country, as two letters of ISO 3166-1.</summary>
    [JsonPropertyName("country")]
    public string? Country { get; init; }

    /// <summary>The time zone, as a name of the IANA database.</summary>
    [JsonPropertyName("timezone")]
    public string? Timezone { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
