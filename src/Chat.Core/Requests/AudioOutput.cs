using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>How spoken answers sound. Source: OpenAI chat completions specification 2.3.0, <c>audio</c>.</summary>
public sealed record AudioOutput
{
    /// <summary>The voice.</summary>
    [JsonPropertyName("voice")]
    public AudioVoice? Voice { get; init; }

    /// <summary><c>wav</c>, <c>aac</c>, <c>mp3</c>, <c>flac</c>, <c>opus</c> or <c>pcm16</c>.</summary>
    [JsonPropertyName("format")]
    public string? Format { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
