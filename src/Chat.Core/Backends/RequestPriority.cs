using System.Text.Json.Serialization;

namespace Chat.Core.Backends;

/// <summary>
/// How soon a request is computed. While one of a higher priority has something to compute, those of a lower one stand still at their
/// last token, and keep what they have computed as long as there is room for it.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequestPriority>))]
public enum RequestPriority
{
    /// <summary>A person waits for the answer. The default.</summary>
    [JsonStringEnumMemberName("interactive")]
    Interactive = 0,

    /// <summary>A completion shown inside an editor as the person types.</summary>
    [JsonStringEnumMemberName("inline")]
    Inline = 1,

    /// <summary>Work that nobody watches: titles, summaries.</summary>
    [JsonStringEnumMemberName("background")]
    Background = 2,

    /// <summary>Prompts computed ahead of need.</summary>
    [JsonStringEnumMemberName("prefill")]
    Prefill = 3,
}
