using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

// Fields of single servers that stand beside those of the specification.
public sealed partial record ChatCompletionRequest
{
    /// <summary>The seed, under Mistral's name. <see cref="Seed"/> is sent there as this. Source: Mistral API.</summary>
    [JsonPropertyName("random_seed")]
    public long? RandomSeed { get; init; }

    /// <summary>True puts a safety prompt before the conversation. Default: false. Source: Mistral API.</summary>
    [JsonPropertyName("safe_prompt")]
    public bool? SafePrompt { get; init; }

    /// <summary><c>reasoning</c> puts the prompt of reasoning models before the conversation. Source: Mistral API.</summary>
    [JsonPropertyName("prompt_mode")]
    public string? PromptMode { get; init; }

    /// <summary>A text to go on from, in place of messages: the request then goes to <c>/api/generate</c>, and <see cref="Messages"/> may be empty. Source: Ollama API.</summary>
    [JsonPropertyName("prompt")]
    public string? Prompt { get; init; }

    /// <summary>The text after the place to fill. Source: Ollama API, <c>/api/generate</c>.</summary>
    [JsonPropertyName("suffix")]
    public string? Suffix { get; init; }

    /// <summary>The instructions, in place of the model's own. Source: Ollama API, <c>/api/generate</c>.</summary>
    [JsonPropertyName("system")]
    public string? SystemPrompt { get; init; }

    /// <summary>The prompt template, in place of the model's own. Source: Ollama API, <c>/api/generate</c>.</summary>
    [JsonPropertyName("template")]
    public string? Template { get; init; }

    /// <summary>True sends the prompt to the model without a template. Default: false. Source: Ollama API, <c>/api/generate</c>.</summary>
    [JsonPropertyName("raw")]
    public bool? Raw { get; init; }

    /// <summary>The form of the answer: <c>"json"</c> or a JSON Schema. <see cref="ResponseFormat"/> is sent as this. Source: Ollama API.</summary>
    [JsonPropertyName("format")]
    public JsonElement? Format { get; init; }

    /// <summary>How long the model stays in memory after the request. Default: 5 minutes. Source: Ollama API.</summary>
    [JsonPropertyName("keep_alive")]
    public KeepAlive? KeepAlive { get; init; }

    /// <summary>Images in base64. Source: Ollama API, <c>/api/generate</c>.</summary>
    [JsonPropertyName("images")]
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>The model options. Source: Ollama API.</summary>
    [JsonPropertyName("options")]
    public OllamaOptions? Options { get; init; }

    /// <summary>Whether, or how much, the model thinks before it answers. Source: Ollama API.</summary>
    [JsonPropertyName("think")]
    public ThinkSetting? Think { get; init; }
}
