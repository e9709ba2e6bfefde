using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

/// <summary>A file. Source: OpenAI chat completions specification 2.3.0, <c>messages[].content[].file</c>.</summary>
public sealed record InputFile
{
    /// <summary>Its name.</summary>
    [JsonPropertyName("filename")]
    public string? Filename { get; init; }

    /// <summary>Its bytes, in base64 as a <c>data:</c> URL.</summary>
    [JsonPropertyName("file_data")]
    public string? FileData { get; init; }

    /// <summary>The id of a file uploaded before.</summary>
    [JsonPropertyName("file_id")]
    public string? FileId { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
