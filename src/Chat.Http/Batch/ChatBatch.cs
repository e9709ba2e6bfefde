using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>Many requests answered together, within hours and for less. Fields this library does not know are kept. Source: OpenAI specification 2.3.0, the <c>batch</c> object.</summary>
public sealed record ChatBatch
{
    /// <summary>The batch's id.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    [JsonPropertyName("status")]
    public required BatchStatus Status { get; init; }

    /// <summary>The path that each request is sent to.</summary>
    [JsonPropertyName("endpoint")]
    public string? Endpoint { get; init; }

    /// <summary>The model that answers.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>Why the input was refused, of a failed batch.</summary>
    [JsonPropertyName("errors")]
    public BatchErrors? Errors { get; init; }

    /// <summary>The file of the requests.</summary>
    [JsonPropertyName("input_file_id")]
    public string? InputFileId { get; init; }

    /// <summary>How long the work may take: <c>24h</c>.</summary>
    [JsonPropertyName("completion_window")]
    public string? CompletionWindow { get; init; }

    /// <summary>The file of the answers; null when there are none.</summary>
    [JsonPropertyName("output_file_id")]
    public string? OutputFileId { get; init; }

    /// <summary>The file of the requests that failed; null when there are none.</summary>
    [JsonPropertyName("error_file_id")]
    public string? ErrorFileId { get; init; }

    /// <summary>When it was made, in seconds since 1970-01-01 UTC.</summary>
    [JsonPropertyName("created_at")]
    public long? CreatedAt { get; init; }

    /// <summary>When the work began, in seconds since 1970-01-01 UTC; null when it has not.</summary>
    [JsonPropertyName("in_progress_at")]
    public long? InProgressAt { get; init; }

    /// <summary>When it will end unfinished, in seconds since 1970-01-01 UTC.</summary>
    [JsonPropertyName("expires_at")]
    public long? ExpiresAt { get; init; }

    /// <summary>When the work was done, in seconds since 1970-01-01 UTC; null when it has not.</summary>
    [JsonPropertyName("finalizing_at")]
    public long? FinalizingAt { get; init; }

    /// <summary>When it was completed, in seconds since 1970-01-01 UTC; null when it has not.</summary>
    [JsonPropertyName("completed_at")]
    public long? CompletedAt { get; init; }

    /// <summary>When it failed, in seconds since 1970-01-01 UTC; null when it has not.</summary>
    [JsonPropertyName("failed_at")]
    public long? FailedAt { get; init; }

    /// <summary>When its time ran out, in seconds since 1970-01-01 UTC; null when it has not.</summary>
    [JsonPropertyName("expired_at")]
    public long? ExpiredAt { get; init; }

    /// <summary>When it was told to stop, in seconds since 1970-01-01 UTC; null when it has not.</summary>
    [JsonPropertyName("cancelling_at")]
    public long? CancellingAt { get; init; }

    /// <summary>When it had stopped, in seconds since 1970-01-01 UTC; null when it has not.</summary>
    [JsonPropertyName("cancelled_at")]
    public long? CancelledAt { get; init; }

    /// <summary>How far it is.</summary>
    [JsonPropertyName("request_counts")]
    public BatchRequestCounts? RequestCounts { get; init; }

    /// <summary>The labels it was given.</summary>
    [JsonPropertyName("metadata")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>
    /// What of its requests will not be done as asked, a sentence each, where they were just uploaded; empty elsewhere. Not on the wire.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
