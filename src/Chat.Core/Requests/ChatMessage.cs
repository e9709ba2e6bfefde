using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>
/// One message of a conversation. The same type is sent in a request and received in an answer, so an answer's message can be
/// appended to the next request as it is. Fields this library does not know are kept and written back.
/// Source: OpenAI chat completions specification 2.3.0, <c>messages[]</c> and <c>choices[].message</c>.
/// </summary>
public sealed record ChatMessage
{
    /// <summary>Who wrote the message.</summary>
    [JsonPropertyName("role")]
    public required ChatRole Role { get; init; }

    /// <summary>The content; null when the message holds only tool calls or a refusal. Written even when null, as the specification asks.</summary>
    [JsonPropertyName("content")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MessageContent? Content { get; init; }

    /// <summary>The author's name, to tell apart authors of the same role.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The model's refusal text, when it declined to answer.</summary>
    [JsonPropertyName("refusal")]
    public string? Refusal { get; init; }

    /// <summary>The call that a <c>tool</c> message answers.</summary>
    [JsonPropertyName("tool_call_id")]
    public string? ToolCallId { get; init; }

    /// <summary>The model's reasoning text, where the server gives it apart from the content (vLLM, Ollama, DeepSeek).</summary>
    [JsonPropertyName("reasoning")]
    public string? Reasoning { get; init; }

    /// <summary>Every other field of the message, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>Makes a system message.</summary>
    /// <param name="text">The instructions.</param>
    public static ChatMessage System(string text) => new() { Role = ChatRole.System, Content = text };

    /// <summary>Makes a user message.</summary>
    /// <param name="text">The question or task.</param>
    public static ChatMessage User(string text) => new() { Role = ChatRole.User, Content = text };

    /// <summary>Makes an assistant message.</summary>
    /// <param name="text">What the model said.</param>
    public static ChatMessage Assistant(string text) => new() { Role = ChatRole.Assistant, Content = text };
}
