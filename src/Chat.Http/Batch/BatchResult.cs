using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;

namespace Chat.Http.Batch;

/// <summary>What became of one request of a batch: an answer or a failure, never both.</summary>
public sealed record BatchResult
{
    /// <summary>Which request it is of.</summary>
    public required string CustomId { get; init; }

    /// <summary>The answer; null when the request failed.</summary>
    public ChatCompletion? Completion { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public ChatException? Error { get; init; }

    /// <summary>The server's id of the request, when it gave one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Every other field of the result's line, kept as it was read.</summary>
    public IDictionary<string, JsonElement>? ExtensionData { get; init; }
}
