using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Completions;

/// <summary>
/// A whole answer. Fields this library does not know are kept and written back.
/// Source: OpenAI chat completions specification 2.3.0, the <c>chat.completion</c> object; <c>timings</c> as in llama-server,
/// <c>outcome</c> and <c>warnings</c> are this project's.
/// </summary>
public sealed record ChatCompletion
{
    /// <summary>The answer's id; empty where a server gives none.</summary>
    [JsonPropertyName("id")]
    [AllowNull]
    public string Id
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Always <c>chat.completion</c> for an answer of this project, and where a server leaves it out.</summary>
    [JsonPropertyName("object")]
    [AllowNull]
    public string Object
    {
        get;
        // The source-generated reader sets every init-only property, absent ones to null, over the initializer.
        init => field = value ?? "chat.completion";
    } = "chat.completion";

    /// <summary>When the answer was begun, in whole seconds since 1970-01-01 UTC.</summary>
    [JsonPropertyName("created")]
    [JsonConverter(typeof(UnixTimeConverter))]
    public long Created { get; init; }

    /// <summary>The model that answered, in the server's own words; empty where it gives none.</summary>
    [JsonPropertyName("model")]
    [AllowNull]
    public string Model
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>The answers, <c>n</c> of them, by index.</summary>
    [JsonPropertyName("choices")]
    [JsonRequired]
    [AllowNull]
    public IReadOnlyList<ChatChoice> Choices
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

    /// <summary>The tokens used; null when the server did not say.</summary>
    [JsonPropertyName("usage")]
    public Usage? Usage { get; init; }

    /// <summary>The class of service that the answer was made with.</summary>
    [JsonPropertyName("service_tier")]
    [JsonConverter(typeof(OptionalVocabularyConverter<ServiceTier>))]
    public ServiceTier? ServiceTier { get; init; }

    /// <summary>What stands behind the model at the server; a change may change answers.</summary>
    [JsonPropertyName("system_fingerprint")]
    public string? SystemFingerprint { get; init; }

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

    /// <summary>What it cost in time, where the backend measures it.</summary>
    [JsonPropertyName("timings")]
    public CompletionTimings? Timings { get; init; }

    /// <summary>
    /// How the answer ended: incomplete when any choice was cut, else the first choice's outcome that is not completed, else completed.
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

    /// <summary>What was not done as asked, a sentence each; null when all was.</summary>
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

    /// <summary>From the request to the full answer, measured here; null when nobody measured it. Not on the wire.</summary>
    [JsonIgnore]
    public TimeSpan? Latency { get; init; }

    /// <summary>From the request to the first text or tool call, measured here; null when nobody measured it. Not on the wire.</summary>
    [JsonIgnore]
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>The first assistant message, or null when there is none.</summary>
    public ChatMessage? AssistantMessage() =>
        Choices.Select(choice => choice.Message).FirstOrDefault(message => message.Role == ChatRole.Assistant);
}
