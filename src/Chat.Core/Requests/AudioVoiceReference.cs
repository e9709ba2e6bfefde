using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>A custom voice meant by its id. Source: OpenAI chat completions specification 2.3.0, <c>audio.voice</c>.</summary>
public sealed record AudioVoiceReference
{
    /// <summary>The voice's id.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
