using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>A sound. Source: OpenAI chat completions specification 2.3.0, <c>messages[].content[].input_audio</c>.</summary>
public sealed record InputAudio
{
    /// <summary>The bytes, in base64.</summary>
    [JsonPropertyName("data")]
    public required string Data { get; init; }

    /// <summary><c>wav</c> or <c>mp3</c>.</summary>
    [JsonPropertyName("format")]
    public required string Format { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
