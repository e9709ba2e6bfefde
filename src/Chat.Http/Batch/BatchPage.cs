using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>One page of the list of batches.</summary>
internal sealed record BatchPage
{
    /// <summary>The batches.</summary>
    [JsonPropertyName("data")]
    public required IReadOnlyList<ChatBatch> Data { get; init; }

    /// <summary>The id to go on after.</summary>
    [JsonPropertyName("last_id")]
    public string? LastId { get; init; }

    /// <summary>True when there are more.</summary>
    [JsonPropertyName("has_more")]
    public bool HasMore { get; init; }
}
