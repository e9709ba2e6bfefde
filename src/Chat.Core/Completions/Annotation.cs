using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>A note on an answer. Source: OpenAI chat completions specification 2.3.0, <c>choices[].message.annotations[]</c>.</summary>
public sealed record Annotation
{
    /// <summary>The kind: <c>url_citation</c>, or a server's own word.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The page of type <c>url_citation</c>.</summary>
    [JsonPropertyName("url_citation")]
    public UrlCitation? UrlCitation { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
