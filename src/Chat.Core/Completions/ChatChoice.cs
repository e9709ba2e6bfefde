using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Completions;

/// <summary>One answer of a completion. Source: OpenAI chat completions specification 2.3.0, <c>choices[]</c>.</summary>
public sealed record ChatChoice
{
    /// <summary>Which of the <c>n</c> answers this is, from 0; where a server numbers none, its place in the list.</summary>
    [JsonIgnore]
    public int Index
    {
        get;
        init
        {
            field = value;
            HasIndex = true;
        }
    }

    /// <summary>True once an index was given: 0 may mean the first choice, or that a server numbers none.</summary>
    internal bool HasIndex { get; private init; }

    [JsonInclude]
    [JsonPropertyName("index")]
    internal int? IndexField
    {
        get => Index;
        init
        {
            if (value is { } index)
            {
                Index = index;
            }
        }
    }

    /// <summary>The answer's message.</summary>
    [JsonPropertyName("message")]
    [JsonConverter(typeof(AnswerMessageConverter))]
    public required ChatMessage Message { get; init; }

    /// <summary>Why the model stopped, in the server's own word; null when the answer was cut before it said so, or said it with an empty word.</summary>
    [JsonPropertyName("finish_reason")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonConverter(typeof(OptionalVocabularyConverter<FinishReason>))]
    public FinishReason? FinishReason { get; init; }

    /// <summary>The log probabilities, when asked for.</summary>
    [JsonPropertyName("logprobs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ChoiceLogprobs? Logprobs { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
