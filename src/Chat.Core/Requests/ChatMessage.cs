using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Core.Tools;

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

    /// <summary>The calls that the model asks for, in order; null for none.</summary>
    [JsonPropertyName("tool_calls")]
    public IReadOnlyList<ToolCall>? ToolCalls
    {
        get;
        init => field = WireLists.WithoutNulls(value);
    }

    /// <summary>The call of a deprecated function; null for none.</summary>
    [JsonPropertyName("function_call")]
    public FunctionCall? FunctionCall { get; init; }

    /// <summary>The spoken answer; in a request the <c>id</c> of one given before.</summary>
    [JsonPropertyName("audio")]
    public AudioMessage? Audio { get; init; }

    /// <summary>Notes on the answer, such as the web pages it leans on.</summary>
    [JsonPropertyName("annotations")]
    public IReadOnlyList<Annotation>? Annotations
    {
        get;
        init => field = WireLists.WithoutNulls(value);
    }

    /// <summary>Images in base64. Source: Ollama's own API, which has no content parts.</summary>
    [JsonPropertyName("images")]
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>The tool whose result a <c>tool</c> message holds. Source: Ollama's own API.</summary>
    [JsonPropertyName("tool_name")]
    public string? ToolName { get; init; }

    /// <summary>
    /// The model's reasoning text, where the server gives it apart from the content. Servers name it <c>reasoning</c> (vLLM, Ollama's
    /// <c>/v1</c>, Groq), <c>reasoning_content</c> (DeepSeek, llama-server; it wins when several come) or <c>thinking</c> (Ollama), or send
    /// thinking parts in the content (Mistral). The name read is the name written; set here it is <c>reasoning</c>.
    /// </summary>
    [JsonIgnore]
    public string? Reasoning
    {
        get => ReasoningContentField ?? ReasoningField ?? ThinkingField ?? DeltaParts.Thinking(Content?.Parts);
        init
        {
            ReasoningField = value;
            ReasoningContentField = null;
            ThinkingField = null;
        }
    }

    /// <summary>The wire name of <see cref="Reasoning"/>; null when there is none.</summary>
    [JsonIgnore]
    public string? ReasoningName =>
        ReasoningContentField is not null ? "reasoning_content"
        : ReasoningField is not null ? "reasoning"
        : ThinkingField is not null ? "thinking"
        : null;

    [JsonInclude]
    [JsonPropertyName("reasoning")]
    internal string? ReasoningField { get; init; }

    [JsonInclude]
    [JsonPropertyName("reasoning_content")]
    internal string? ReasoningContentField { get; init; }

    [JsonInclude]
    [JsonPropertyName("thinking")]
    internal string? ThinkingField { get; init; }

    // Written by some servers for tool_calls; read as that, and written under the specification's name. It stands after ToolCalls, for the
    // reader sets properties in this order, absent ones to null.
    [JsonInclude]
    [JsonPropertyName("function_calls")]
    internal IReadOnlyList<ToolCall>? FunctionCalls
    {
        get => null;
        init => ToolCalls ??= WireLists.WithoutNulls(value);
    }

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

    /// <summary>Makes a message of content parts.</summary>
    /// <param name="role">Who wrote it.</param>
    /// <param name="parts">The parts, in order.</param>
    public static ChatMessage FromParts(ChatRole role, params IReadOnlyList<ContentPart> parts) =>
        new() { Role = role, Content = new MessageContent(parts) };

    /// <summary>Makes the message that gives the result of a tool call.</summary>
    /// <param name="toolCallId">The call's id.</param>
    /// <param name="result">The result.</param>
    public static ChatMessage ToolResult(string toolCallId, string result) =>
        new()
        {
            Role = ChatRole.Tool,
            ToolCallId = toolCallId,
            Content = result,
        };
}
