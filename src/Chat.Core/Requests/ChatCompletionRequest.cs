using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Tools;

namespace Chat.Core.Requests;

/// <summary>
/// A chat completion request with the wire's own field names. A field left null is not written, and the backend's default holds.
/// Ranges are stated here and checked in one place, <see cref="ChatCompletionRequestChecks"/>.
/// Sources: OpenAI chat completions specification 2.3.0; the fields of single servers name theirs.
/// </summary>
public sealed partial record ChatCompletionRequest
{
    /// <summary>The conversation so far, oldest first. At least one message.</summary>
    [JsonPropertyName("messages")]
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The model to use, in the backend's own words.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>The spread of the choice between tokens, 0 to 2. 0 always takes the likeliest token. Default: the backend's.</summary>
    [JsonPropertyName("temperature")]
    public double? Temperature { get; init; }

    /// <summary>Keeps the likeliest tokens that together reach this probability, 0 to 1; 1 keeps all, 0 the likeliest alone. Default: the backend's.</summary>
    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }

    /// <summary>The most tokens to generate for each choice, 1 or more; reasoning tokens count. Default: up to the context window.</summary>
    [JsonPropertyName("max_completion_tokens")]
    public int? MaxCompletionTokens { get; init; }

    /// <summary>The older name of <see cref="MaxCompletionTokens"/>, which wins when both are set. Deprecated by the specification, kept.</summary>
    [JsonPropertyName("max_tokens")]
    public int? MaxTokens { get; init; }

    /// <summary>How many answers to make, 1 to 128. Default: 1.</summary>
    [JsonPropertyName("n")]
    public int? N { get; init; }

    /// <summary>The seed of the choice between tokens; the same seed and request give the same answer on the same engine.</summary>
    [JsonPropertyName("seed")]
    public long? Seed { get; init; }

    /// <summary>Strings that end the answer and are not part of it.</summary>
    [JsonPropertyName("stop")]
    public StopSequences? Stop { get; init; }

    /// <summary>True asks for chunks. Set by the backend to fit the verb that was called.</summary>
    [JsonPropertyName("stream")]
    public bool? Stream { get; init; }

    /// <summary>What a stream carries beside the text.</summary>
    [JsonPropertyName("stream_options")]
    public StreamOptions? StreamOptions { get; init; }

    /// <summary>Lowers the logit of a token by this much for each time it has come up, −2 to 2; <see cref="RepeatLastN"/> says where. Default: 0.</summary>
    [JsonPropertyName("frequency_penalty")]
    public double? FrequencyPenalty { get; init; }

    /// <summary>Lowers the logit of a token by this much once it has come up, −2 to 2; <see cref="RepeatLastN"/> says where. Default: 0.</summary>
    [JsonPropertyName("presence_penalty")]
    public double? PresencePenalty { get; init; }

    /// <summary>Added to the logit of each named token, −100 to 100; the key is the token's id in decimal digits.</summary>
    [JsonPropertyName("logit_bias")]
    public IReadOnlyDictionary<string, double>? LogitBias { get; init; }

    /// <summary>True returns the log probability of each token of the answer. Default: false.</summary>
    [JsonPropertyName("logprobs")]
    public bool? Logprobs { get; init; }

    /// <summary>How many likeliest tokens to return at each place, 0 to 20; needs <see cref="Logprobs"/>. Default: 0.</summary>
    [JsonPropertyName("top_logprobs")]
    public int? TopLogprobs { get; init; }

    /// <summary>The tools the model may call.</summary>
    [JsonPropertyName("tools")]
    public IReadOnlyList<ChatTool>? Tools { get; init; }

    /// <summary>Which of them it may or must call. Default: auto with tools, none without.</summary>
    [JsonPropertyName("tool_choice")]
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>True lets the model ask for several calls at once. Default: true.</summary>
    [JsonPropertyName("parallel_tool_calls")]
    public bool? ParallelToolCalls { get; init; }

    /// <summary>The older form of <see cref="Tools"/>. Deprecated by the specification, kept.</summary>
    [JsonPropertyName("functions")]
    public IReadOnlyList<FunctionDefinition>? Functions { get; init; }

    /// <summary>The older form of <see cref="ToolChoice"/>. Deprecated by the specification, kept.</summary>
    [JsonPropertyName("function_call")]
    public FunctionCallChoice? FunctionCall { get; init; }

    /// <summary>The form of the answer. Default: text.</summary>
    [JsonPropertyName("response_format")]
    public ResponseFormat? ResponseFormat { get; init; }

    /// <summary>How much the model reasons before it answers. Default: the model's.</summary>
    [JsonPropertyName("reasoning_effort")]
    public ReasoningEffort? ReasoningEffort { get; init; }

    /// <summary>How long the answer is to be. Default: medium.</summary>
    [JsonPropertyName("verbosity")]
    public Verbosity? Verbosity { get; init; }

    /// <summary>Text that the answer is likely to repeat; makes answers faster.</summary>
    [JsonPropertyName("prediction")]
    public Prediction? Prediction { get; init; }

    /// <summary>What the answer is made of: <c>text</c>, <c>audio</c>. Default: text.</summary>
    [JsonPropertyName("modalities")]
    public IReadOnlyList<string>? Modalities { get; init; }

    /// <summary>How a spoken answer sounds; needs <c>audio</c> in <see cref="Modalities"/>.</summary>
    [JsonPropertyName("audio")]
    public AudioOutput? Audio { get; init; }

    /// <summary>True keeps the answer at the server, to be read again by its id. Default: false.</summary>
    [JsonPropertyName("store")]
    public bool? Store { get; init; }

    /// <summary>Labels for a stored answer: at most 16, keys of at most 64 and values of at most 512 characters.</summary>
    [JsonPropertyName("metadata")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The class of service. Default: auto.</summary>
    [JsonPropertyName("service_tier")]
    public ServiceTier? ServiceTier { get; init; }

    /// <summary>The person behind the request. Deprecated in favour of <see cref="SafetyIdentifier"/> and <see cref="PromptCacheKey"/>, kept.</summary>
    [JsonPropertyName("user")]
    public string? User { get; init; }

    /// <summary>A stable, nameless id of the person behind the request; at most 64 characters.</summary>
    [JsonPropertyName("safety_identifier")]
    public string? SafetyIdentifier { get; init; }

    /// <summary>Requests of one key share a cache of prompts.</summary>
    [JsonPropertyName("prompt_cache_key")]
    public string? PromptCacheKey { get; init; }

    /// <summary>How long prompts stay cached: <c>in_memory</c> or <c>24h</c>. Deprecated in favour of <see cref="PromptCacheOptions"/>, kept.</summary>
    [JsonPropertyName("prompt_cache_retention")]
    public string? PromptCacheRetention { get; init; }

    /// <summary>How prompts are cached.</summary>
    [JsonPropertyName("prompt_cache_options")]
    public PromptCacheOptions? PromptCacheOptions { get; init; }

    /// <summary>How the server moderates the request and its answer.</summary>
    [JsonPropertyName("moderation")]
    public ModerationOptions? Moderation { get; init; }

    /// <summary>Lets the model search the web.</summary>
    [JsonPropertyName("web_search_options")]
    public WebSearchOptions? WebSearchOptions { get; init; }

    /// <summary>Every other field, kept as it was read. A backend reports those that it does not honour.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>The token limit that holds: <see cref="MaxCompletionTokens"/>, else <see cref="MaxTokens"/>, else null.</summary>
    [JsonIgnore]
    public int? TokenLimit => MaxCompletionTokens ?? MaxTokens;

    /// <summary>Makes a request.</summary>
    /// <param name="model">The model to use; null leaves the choice to the backend.</param>
    /// <param name="messages">The conversation, oldest first.</param>
    public static ChatCompletionRequest Create(string? model, params IReadOnlyList<ChatMessage> messages) =>
        new() { Model = model, Messages = messages };
}
