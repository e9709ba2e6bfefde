using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>Text that the answer is likely to repeat, such as the file being edited; makes answers faster. Source: OpenAI chat completions specification 2.3.0, <c>prediction</c>.</summary>
public sealed record Prediction
{
    /// <summary>Always <c>content</c> in the specification.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The text, as one string or as text parts.</summary>
    [JsonPropertyName("content")]
    public MessageContent? Content { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>Makes a prediction of a text.</summary>
    /// <param name="text">The text.</param>
    public static Prediction FromText(string text) => new() { Type = "content", Content = text };
}
