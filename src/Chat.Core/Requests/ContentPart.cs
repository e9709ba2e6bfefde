using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>
/// One part of a message's content. The type word is open; the fields of types this library does not know are kept in
/// <see cref="ExtensionData"/> and written back. Source: OpenAI chat completions specification 2.3.0, <c>messages[].content[]</c>.
/// </summary>
public sealed record ContentPart
{
    /// <summary>The kind of part on the wire, such as <c>text</c> or <c>image_url</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The text of a <c>text</c> part; null for other kinds.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Every other field of the part, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>Makes a text part.</summary>
    /// <param name="text">The text.</param>
    public static ContentPart FromText(string text) => new() { Type = "text", Text = text };
}
