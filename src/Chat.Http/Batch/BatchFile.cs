using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>A file at the server. Source: OpenAI specification 2.3.0, the <c>file</c> object.</summary>
public sealed record BatchFile
{
    /// <summary>The file's id.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Its size in bytes.</summary>
    [JsonPropertyName("bytes")]
    public long? Bytes { get; init; }

    /// <summary>When it was made, in seconds since 1970-01-01 UTC.</summary>
    [JsonPropertyName("created_at")]
    public long? CreatedAt { get; init; }

    /// <summary>Its name.</summary>
    [JsonPropertyName("filename")]
    public string? FileName { get; init; }

    /// <summary>What it is for: <c>batch</c>, <c>batch_output</c>.</summary>
    [JsonPropertyName("purpose")]
    public string? Purpose { get; init; }

    /// <summary>Where it stands; Azure checks a file before it can be used.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>
    /// What of the requests of the file will not be done as asked, a sentence each, where they were just uploaded; empty elsewhere. Not on the wire.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
