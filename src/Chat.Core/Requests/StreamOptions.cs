using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>What a stream carries beside the text. Source: OpenAI chat completions specification 2.3.0, <c>stream_options</c>.</summary>
public sealed record StreamOptions
{
    /// <summary>Asks for one last chunk with no choices and the usage of the whole request. Default: false.</summary>
    [JsonPropertyName("include_usage")]
    public bool? IncludeUsage { get; init; }

    /// <summary>False leaves out the random <c>obfuscation</c> text by which OpenAI hides the length of tokens on the wire. Default: true there.</summary>
    [JsonPropertyName("include_obfuscation")]
    public bool? IncludeObfuscation { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
