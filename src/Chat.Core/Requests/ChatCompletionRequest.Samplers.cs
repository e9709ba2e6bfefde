using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

// Samplers beyond the specification that the embedded engine honours. Servers that know them take them under the same names.
public sealed partial record ChatCompletionRequest
{
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
}
