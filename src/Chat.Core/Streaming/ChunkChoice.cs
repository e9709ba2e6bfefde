using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Completions;
using Chat.Core.Json;

namespace Chat.Core.Streaming;

/// <summary>One choice's share of a chunk. Source: OpenAI chat completions specification 2.3.0, <c>chat.completion.chunk</c>, <c>choices[]</c>.</summary>
public sealed record ChunkChoice
{
    // A string and not a FinishReason?, which is twice as large: a share is made for every token.
    private readonly string? _finishReason;

    /// <summary>Which of the <c>n</c> answers this belongs to, from 0; where a server numbers none, its place in the list.</summary>
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

    /// <summary>What is added; empty where a server leaves it out (Azure's filter results).</summary>
    [JsonPropertyName("delta")]
    [AllowNull]
    public ChatDelta Delta
    {
        get;
        init => field = value ?? ChatDelta.Empty;
    } = ChatDelta.Empty;

    /// <summary>The log probabilities of the tokens whose text this chunk adds, when asked for.</summary>
    [JsonPropertyName("logprobs")]
    public ChoiceLogprobs? Logprobs { get; init; }

    /// <summary>Why the model stopped, on the last chunk of a choice; null before, and where a server sends an empty word.</summary>
    [JsonPropertyName("finish_reason")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonConverter(typeof(OptionalVocabularyConverter<FinishReason>))]
    public FinishReason? FinishReason
    {
        get => _finishReason is null ? null : new FinishReason(_finishReason);
        init => _finishReason = value?.Value;
    }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
