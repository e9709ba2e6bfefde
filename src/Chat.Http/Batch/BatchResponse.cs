using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>What the server answered to one request of a batch.</summary>
internal sealed record BatchResponse
{
    /// <summary>The HTTP status.</summary>
    [JsonPropertyName("status_code")]
    public int StatusCode { get; init; }

    /// <summary>The server's id of the request.</summary>
    [JsonPropertyName("request_id")]
    public string? RequestId { get; init; }

    /// <summary>The body.</summary>
    [JsonPropertyName("body")]
    public JsonElement? Body { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
