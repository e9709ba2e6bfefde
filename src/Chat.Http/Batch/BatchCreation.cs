using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>The body that makes a batch.</summary>
internal sealed record BatchCreation
{
    /// <summary>The file of the requests.</summary>
    [JsonPropertyName("input_file_id")]
    public required string InputFileId { get; init; }

    /// <summary>The path that each request is sent to.</summary>
    [JsonPropertyName("endpoint")]
    public required string Endpoint { get; init; }

    /// <summary>How long the work may take.</summary>
    [JsonPropertyName("completion_window")]
    public required string CompletionWindow { get; init; }

    /// <summary>Labels; null for none.</summary>
    [JsonPropertyName("metadata")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
