using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Completions;

/// <summary>A web page that an answer leans on. Source: OpenAI chat completions specification 2.3.0, <c>choices[].message.annotations[].url_citation</c>.</summary>
public sealed record UrlCitation
{
    /// <summary>The first character of the text that leans on it, from 0.</summary>
    [JsonPropertyName("start_index")]
    public int StartIndex { get; init; }

    /// <summary>The last character of that text.</summary>
    [JsonPropertyName("end_index")]
    public int EndIndex { get; init; }

    /// <summary>The address.</summary>
    [JsonPropertyName("url")]
    public string? Url { get; init; }

    /// <summary>The page's title.</summary>
    [JsonPropertyName("title")]
    public string? Title { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
