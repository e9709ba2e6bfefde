using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Tools;

/// <summary>A function that a model asks to be called. Source: OpenAI chat completions specification 2.3.0, <c>tool_calls[].function</c>.</summary>
public sealed record FunctionCall
{
    /// <summary>The function's name; null only in a delta that continues a call.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The arguments as JSON text, exactly as the model wrote them: not checked, and not always valid. Servers that send an object (Ollama) are read as its text.</summary>
    [JsonPropertyName("arguments")]
    [JsonConverter(typeof(RawTextConverter))]
    public string? Arguments { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
