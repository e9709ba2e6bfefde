using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>What a chunk adds to a tool call. Source: OpenAI chat completions specification 2.3.0, <c>choices[].delta.tool_calls[]</c>.</summary>
public sealed record ToolCallDelta
{
    /// <summary>Which of the calls this belongs to, as the server counts; missing, null or shifted at some servers.</summary>
    [JsonPropertyName("index")]
    public int? Index { get; init; }

    /// <summary>The call's id, on its first delta; later deltas leave it out or empty.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>The kind of call, on its first delta.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The name, and text to append to the arguments.</summary>
    [JsonPropertyName("function")]
    public FunctionCall? Function { get; init; }

    /// <summary>The name, and text to append to the input.</summary>
    [JsonPropertyName("custom")]
    public CustomToolCall? Custom { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
