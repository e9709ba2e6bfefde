using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>A call that a model asks for. Source: OpenAI chat completions specification 2.3.0, <c>tool_calls[]</c>.</summary>
public sealed record ToolCall
{
    /// <summary>The id by which the tool's result names the call. Some servers leave it out; the accumulator then makes one.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>The kind: <c>function</c> or <c>custom</c>; null where a server leaves it out.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The call of type <c>function</c>.</summary>
    [JsonPropertyName("function")]
    public FunctionCall? Function { get; init; }

    /// <summary>The call of type <c>custom</c>.</summary>
    [JsonPropertyName("custom")]
    public CustomToolCall? Custom { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
