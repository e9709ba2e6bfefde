using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>
/// A chat completion request with the wire's own field names. A field left null is not written, and the backend's default holds.
/// Ranges are stated here and checked in one place, <see cref="ChatCompletionRequestChecks"/>.
/// Sources: OpenAI chat completions specification 2.3.0; llama-server for the samplers beyond it.
/// </summary>
public sealed record ChatCompletionRequest
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

    /// <summary>Keeps this many likeliest tokens; 0 keeps all. llama-server's field. Default: the backend's.</summary>
    [JsonPropertyName("top_k")]
    public int? TopK { get; init; }

    /// <summary>Keeps tokens at least this fraction as likely as the likeliest, 0 to 1; 0 keeps all. llama-server's field. Default: the backend's.</summary>
    [JsonPropertyName("min_p")]
    public double? MinP { get; init; }

    /// <summary>Keeps the tokens whose surprise is nearest to what is expected, up to this probability, over 0 to 1; 1 keeps all. llama-server's field. Default: 1.</summary>
    [JsonPropertyName("typical_p")]
    public double? TypicalP { get; init; }

    /// <summary>Divides the positive logits, and multiplies the negative ones, of recent tokens, over 0 to 10; 1 is off. llama-server's field. Default: 1.</summary>
    [JsonPropertyName("repeat_penalty")]
    public double? RepeatPenalty { get; init; }

    /// <summary>
    /// How many last tokens of prompt and answer the three penalties look at, −1 (all of them) and up; 0 is off. llama-server's field.
    /// Default: 64. Servers without it look at the whole text so far.
    /// </summary>
    [JsonPropertyName("repeat_last_n")]
    public int? RepeatLastN { get; init; }

    /// <summary>True goes on past the model's end-of-turn token, up to the token limit. llama-server's field. Default: false.</summary>
    [JsonPropertyName("ignore_eos")]
    public bool? IgnoreEos { get; init; }

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
