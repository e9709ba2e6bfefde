using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>An image. Source: OpenAI chat completions specification 2.3.0, <c>messages[].content[].image_url</c>.</summary>
public sealed record ImageUrl
{
    /// <summary>The address of the image, or its bytes as a <c>data:</c> URL.</summary>
    [JsonPropertyName("url")]
    public required string Url { get; init; }

    /// <summary>How closely it is looked at: <c>auto</c>, <c>low</c> or <c>high</c>. Default: auto.</summary>
    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    /// <summary>True when the wire form is the bare URL and not an object.</summary>
    [JsonIgnore]
    public bool IsBare { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
