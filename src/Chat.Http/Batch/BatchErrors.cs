using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>Why a batch failed. Source: OpenAI specification 2.3.0, the <c>batch</c> object, <c>errors</c>.</summary>
public sealed record BatchErrors
{
    /// <summary>The errors; null for none.</summary>
    [JsonPropertyName("data")]
    public IReadOnlyList<BatchError>? Data { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
