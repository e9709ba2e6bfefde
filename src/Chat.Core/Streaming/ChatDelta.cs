using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>What a chunk adds to a message. Source: OpenAI chat completions specification 2.3.0, <c>chat.completion.chunk</c>, <c>choices[].delta</c>.</summary>
public sealed record ChatDelta
{
    /// <summary>The message's role, on the first chunk of a choice; null elsewhere, and where a server sends an empty word.</summary>
    [JsonPropertyName("role")]
    [JsonConverter(typeof(OptionalVocabularyConverter<ChatRole>))]
    public ChatRole? Role { get; init; }

    /// <summary>Text to append to the content; null when the chunk adds none.</summary>
    [JsonPropertyName("content")]
    public string? Content { get; init; }

    /// <summary>Text to append to the refusal; null when the chunk adds none.</summary>
    [JsonPropertyName("refusal")]
    public string? Refusal { get; init; }

    /// <summary>Text to append to the reasoning; null when the chunk adds none.</summary>
    [JsonPropertyName("reasoning")]
    public string? Reasoning { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
