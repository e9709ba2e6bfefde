using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>
/// A piece of a streamed answer. Fields this library does not know are kept and written back.
/// Source: OpenAI chat completions specification 2.3.0, the <c>chat.completion.chunk</c> object; <c>timings</c> on the last chunk as in llama-server.
/// </summary>
public sealed record ChatCompletionChunk
{
    // A string and not a ServiceTier?, which is twice as large: a chunk is made for every token.
    private readonly string? _serviceTier;

    /// <summary>The answer's id, the same on every chunk.</summary>
    [JsonPropertyName("id")]
    [AllowNull]
    public string Id
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Always <c>chat.completion.chunk</c> for a chunk of this project, and where a server leaves it out.</summary>
    [JsonPropertyName("object")]
    [AllowNull]
    public string Object
    {
        get;
        // The source-generated reader sets every init-only property, absent ones to null, over the initializer.
        init => field = value ?? "chat.completion.chunk";
    } = "chat.completion.chunk";

    /// <summary>When the answer was begun, in whole seconds since 1970-01-01 UTC; the same on every chunk.</summary>
    [JsonPropertyName("created")]
    [JsonConverter(typeof(UnixTimeConverter))]
    public long Created { get; init; }

    /// <summary>The model that answers.</summary>
    [JsonPropertyName("model")]
    [AllowNull]
    public string Model
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>What is added, by choice; empty on the chunk that brings the usage.</summary>
    [JsonPropertyName("choices")]
    [JsonRequired]
    [AllowNull]
    public IReadOnlyList<ChunkChoice> Choices
    {
        get;
        init =>
            field =
                WireLists.Numbered(
                    WireLists.WithoutNulls(value),
                    static choice => choice.HasIndex,
                    static (choice, place) => choice with { Index = place }
                ) ?? [];
    } = [];

    /// <summary>The tokens used by the whole request, on the last chunk when <c>stream_options.include_usage</c> asked for it.</summary>
    [JsonPropertyName("usage")]
    public Usage? Usage { get; init; }

    /// <summary>The class of service that the answer is made with.</summary>
    [JsonPropertyName("service_tier")]
    [JsonConverter(typeof(OptionalVocabularyConverter<ServiceTier>))]
    public ServiceTier? ServiceTier
    {
        get => _serviceTier is null ? null : new ServiceTier(_serviceTier);
        init => _serviceTier = value?.Value;
    }

    /// <summary>What stands behind the model at the server.</summary>
    [JsonPropertyName("system_fingerprint")]
    public string? SystemFingerprint { get; init; }

    /// <summary>What the answer cost in time, on the last chunk of backends that measure it.</summary>
    [JsonPropertyName("timings")]
    public CompletionTimings? Timings { get; init; }

    /// <summary>What was not done as asked: on the first chunk what is known before the answer, on the last one what its making showed; null elsewhere.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Warnings { get; init; }

    [JsonInclude]
    [JsonPropertyName("warnings")]
    internal JsonElement? WarningsField
    {
        get =>
            Warnings is null
                ? null
                : JsonSerializer.SerializeToElement(Warnings, ChatJsonContext.Default.IReadOnlyListString);
        init
        {
            Warnings = LooseFields.TryRead(value, ChatJsonContext.Default.IReadOnlyListString, out var read)
                ? read
                : null;
            ExtensionData = LooseFields.Keep(ExtensionData, "warnings", Warnings is null ? value : null);
        }
    }

    /// <summary>
    /// How the answer ended, on a last chunk that knows it better than the finish reasons do (a stream that was cut or cancelled, or
    /// ended without a reason); null elsewhere.
    /// </summary>
    [JsonIgnore]
    public CompletionOutcome? Outcome { get; init; }

    [JsonInclude]
    [JsonPropertyName("outcome")]
    internal JsonElement? OutcomeField
    {
        get =>
            Outcome is { } outcome
                ? JsonSerializer.SerializeToElement(outcome, ChatJsonContext.Default.CompletionOutcome)
                : null;
        init
        {
            Outcome = LooseFields.TryRead(value, ChatJsonContext.Default.CompletionOutcome, out var read) ? read : null;
            ExtensionData = LooseFields.Keep(ExtensionData, "outcome", Outcome is null ? value : null);
        }
    }

    /// <summary>The labels that the request gave.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    [JsonInclude]
    [JsonPropertyName("metadata")]
    internal JsonElement? MetadataField
    {
        get =>
            Metadata is null
                ? null
                : JsonSerializer.SerializeToElement(Metadata, ChatJsonContext.Default.IReadOnlyDictionaryStringString);
        init
        {
            Metadata = LooseFields.TryRead(value, ChatJsonContext.Default.IReadOnlyDictionaryStringString, out var read)
                ? read
                : null;
            ExtensionData = LooseFields.Keep(ExtensionData, "metadata", Metadata is null ? value : null);
        }
    }

    /// <summary>What moderation found, when the request asked for it.</summary>
    [JsonPropertyName("moderation")]
    public ModerationReport? Moderation { get; init; }

    /// <summary>Random text by which OpenAI hides the length of tokens on the wire; it means nothing.</summary>
    [JsonPropertyName("obfuscation")]
    public string? Obfuscation { get; init; }

    /// <summary>From the chunk before, or on the first one from the request, to this chunk; zero when nobody measured it. Not on the wire.</summary>
    [JsonIgnore]
    public TimeSpan ChunkLatency { get; init; }

    /// <summary>From the request to this chunk; zero when nobody measured it. Not on the wire.</summary>
    [JsonIgnore]
    public TimeSpan TotalLatency { get; init; }

    /// <summary>True on the last chunk of a stream; a stream that throws has none. Not on the wire.</summary>
    [JsonIgnore]
    public bool IsLastChunk { get; init; }

    /// <summary>
    /// What ended the stream, on the last chunk of a stream whose reader asked for errors in band
    /// (<see cref="ChatBackendStreams.StreamInBandAsync"/>); null elsewhere. Not on the wire.
    /// </summary>
    [JsonIgnore]
    public ChatException? Error { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>The first choice's delta, or null when the chunk has no choices.</summary>
    public ChatDelta? DeltaMessage() => Choices.Count > 0 ? Choices[0].Delta : null;
}
