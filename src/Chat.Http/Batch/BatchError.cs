using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>What is wrong with a batch's input file. Source: OpenAI specification 2.3.0, the <c>batch</c> object, <c>errors.data[]</c>.</summary>
public sealed record BatchError
{
    /// <summary>The error's word for a program.</summary>
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    /// <summary>What is wrong, in the server's words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }

    /// <summary>The field that is wrong; null when it is none.</summary>
    [JsonPropertyName("param")]
    public string? Parameter { get; init; }

    /// <summary>The line of the input file, from 1; null when it is none.</summary>
    [JsonPropertyName("line")]
    public long? Line { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
