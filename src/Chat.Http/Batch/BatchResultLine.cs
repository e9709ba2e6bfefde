using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>One line of a result file. Source: OpenAI specification 2.3.0, the batch output object.</summary>
internal sealed record BatchResultLine
{
    /// <summary>The result's id.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>Which request it is of.</summary>
    [JsonPropertyName("custom_id")]
    public required string CustomId { get; init; }

    /// <summary>What the server answered; null when the request was not sent.</summary>
    [JsonPropertyName("response")]
    public BatchResponse? Response { get; init; }

    /// <summary>Why the request was not sent; null when it was.</summary>
    [JsonPropertyName("error")]
    public JsonElement? Error { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
