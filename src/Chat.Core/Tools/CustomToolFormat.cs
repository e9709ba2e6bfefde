using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>The form of a custom tool's input. Source: OpenAI chat completions specification 2.3.0, <c>tools[].custom.format</c>.</summary>
public sealed record CustomToolFormat
{
    /// <summary><c>text</c> for any text, <c>grammar</c> for text that follows <see cref="Grammar"/>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The grammar of type <c>grammar</c>.</summary>
    [JsonPropertyName("grammar")]
    public ToolGrammar? Grammar { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
