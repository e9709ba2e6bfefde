using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>How far a batch is. Source: OpenAI specification 2.3.0, <c>request_counts</c>.</summary>
public sealed record BatchRequestCounts
{
    /// <summary>Requests of the batch.</summary>
    [JsonPropertyName("total")]
    public int Total { get; init; }

    /// <summary>Requests that were answered.</summary>
    [JsonPropertyName("completed")]
    public int Completed { get; init; }

    /// <summary>Requests that failed.</summary>
    [JsonPropertyName("failed")]
    public int Failed { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
