using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Core.Streaming;

/// <summary>What a chunk adds to a message. Source: OpenAI chat completions specification 2.3.0, <c>chat.completion.chunk</c>, <c>choices[].delta</c>.</summary>
public sealed record ChatDelta
{
    // A string and not a ChatRole?, which is twice as large: a delta is made for every token.
    private readonly string? _role;

    /// <summary>The message's role, on the first chunk of a choice; null elsewhere, and where a server sends an empty word.</summary>
    [JsonPropertyName("role")]
    [JsonConverter(typeof(OptionalVocabularyConverter<ChatRole>))]
    public ChatRole? Role
    {
        get => _role is null ? null : new ChatRole(_role);
        init => _role = value?.Value;
    }

    /// <summary>
    /// Text to append to the content; null when the chunk adds none. Of a list of parts (Mistral's reasoning models) it is the text of the
    /// text parts.
    /// </summary>
    [JsonIgnore]
    public string? Content
    {
        get => ContentParts is null ? field : DeltaParts.Text(ContentParts);
        init
        {
            field = value;
            ContentParts = null;
        }
    }

    /// <summary>The content where it came as a list of parts; null where it is text or absent.</summary>
    [JsonIgnore]
    public IReadOnlyList<ContentPart>? ContentParts { get; init; }

    [JsonInclude]
    [JsonPropertyName("content")]
    internal MessageContent? ContentField
    {
        get => ContentParts is { } parts ? new MessageContent(parts) : Content;
        init
        {
            if (value is not null)
            {
                Content = value.Text;
                ContentParts = value.Parts;
            }
        }
    }

    /// <summary>Text to append to the refusal; null when the chunk adds none.</summary>
    [JsonPropertyName("refusal")]
    public string? Refusal { get; init; }

    /// <summary>What is added to tool calls; null when the chunk adds none.</summary>
    [JsonPropertyName("tool_calls")]
    public IReadOnlyList<ToolCallDelta>? ToolCalls
    {
        get;
        init => field = WireLists.WithoutNulls(value);
    }

    /// <summary>What is added to the call of a deprecated function; null when the chunk adds none.</summary>
    [JsonPropertyName("function_call")]
    public FunctionCall? FunctionCall { get; init; }

    /// <summary>What is added to the spoken answer; null when the chunk adds none.</summary>
    [JsonPropertyName("audio")]
    public AudioMessage? Audio { get; init; }

    /// <summary>Notes to add to the answer; null when the chunk adds none.</summary>
    [JsonPropertyName("annotations")]
    public IReadOnlyList<Annotation>? Annotations
    {
        get;
        init => field = WireLists.WithoutNulls(value);
    }

    /// <summary>
    /// Text to append to the reasoning; null when the chunk adds none. Read from <c>reasoning_content</c>, which wins when several come,
    /// <c>reasoning</c>, <c>thinking</c> or the content's thinking parts (Mistral), and written as it was read; set here it is <c>reasoning</c>.
    /// </summary>
    [JsonIgnore]
    public string? Reasoning
    {
        get => ReasoningContentField ?? ReasoningField ?? ThinkingField ?? DeltaParts.Thinking(ContentParts);
        init
        {
            ReasoningField = value;
            ReasoningContentField = null;
            ThinkingField = null;
        }
    }

    /// <summary>Makes a delta of reasoning under Ollama's name, <c>thinking</c>.</summary>
    /// <param name="text">The text to append to the reasoning.</param>
    public static ChatDelta FromThinking(string text) => new() { ThinkingField = text };

    /// <summary>A delta that adds nothing.</summary>
    internal static ChatDelta Empty { get; } = new();

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
    internal IReadOnlyList<ToolCallDelta>? FunctionCalls
    {
        get => null;
        init => ToolCalls ??= WireLists.WithoutNulls(value);
    }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
