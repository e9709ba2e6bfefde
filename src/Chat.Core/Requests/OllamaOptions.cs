using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>The model options of Ollama's own API. Source: Ollama API, <c>options</c>.</summary>
public sealed record OllamaOptions
{
    /// <summary>The context window in tokens.</summary>
    [JsonPropertyName("num_ctx")]
    public int? NumCtx { get; init; }

    /// <summary>Prompt tokens computed at once.</summary>
    [JsonPropertyName("num_batch")]
    public int? NumBatch { get; init; }

    /// <summary>Layers on the GPU.</summary>
    [JsonPropertyName("num_gpu")]
    public int? NumGpu { get; init; }

    /// <summary>The GPU that holds small tensors.</summary>
    [JsonPropertyName("main_gpu")]
    public int? MainGpu { get; init; }

    /// <summary>True maps the model file into memory.</summary>
    [JsonPropertyName("use_mmap")]
    public bool? UseMmap { get; init; }

    /// <summary>Threads that compute.</summary>
    [JsonPropertyName("num_thread")]
    public int? NumThread { get; init; }

    /// <summary>Prompt tokens kept when the context is shifted.</summary>
    [JsonPropertyName("num_keep")]
    public int? NumKeep { get; init; }

    /// <summary>The seed of the choice between tokens.</summary>
    [JsonPropertyName("seed")]
    public long? Seed { get; init; }

    /// <summary>The most tokens to generate; −1 is no limit.</summary>
    [JsonPropertyName("num_predict")]
    public int? NumPredict { get; init; }

    /// <summary>Tokens drafted at once.</summary>
    [JsonPropertyName("draft_num_predict")]
    public int? DraftNumPredict { get; init; }

    /// <summary>Keeps this many likeliest tokens.</summary>
    [JsonPropertyName("top_k")]
    public int? TopK { get; init; }

    /// <summary>Keeps the likeliest tokens that together reach this probability, 0 to 1.</summary>
    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }

    /// <summary>Keeps tokens at least this fraction as likely as the likeliest, 0 to 1.</summary>
    [JsonPropertyName("min_p")]
    public double? MinP { get; init; }

    /// <summary>Keeps the tokens whose surprise is nearest to what is expected, 0 to 1.</summary>
    [JsonPropertyName("typical_p")]
    public double? TypicalP { get; init; }

    /// <summary>How many last tokens the penalties look at; −1 is all.</summary>
    [JsonPropertyName("repeat_last_n")]
    public int? RepeatLastN { get; init; }

    /// <summary>The spread of the choice between tokens.</summary>
    [JsonPropertyName("temperature")]
    public double? Temperature { get; init; }

    /// <summary>Divides the logits of recent tokens; 1 is off.</summary>
    [JsonPropertyName("repeat_penalty")]
    public double? RepeatPenalty { get; init; }

    /// <summary>Lowers the logit of a token once it has come up.</summary>
    [JsonPropertyName("presence_penalty")]
    public double? PresencePenalty { get; init; }

    /// <summary>Lowers the logit of a token each time it has come up.</summary>
    [JsonPropertyName("frequency_penalty")]
    public double? FrequencyPenalty { get; init; }

    /// <summary>The strings that end an answer.</summary>
    [JsonPropertyName("stop")]
    public StopSequences? Stop { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
