using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Completions;

namespace Chat.Core.Streaming;

/// <summary>
/// A piece of a streamed answer. Fields this library does not know are kept and written back.
/// Source: OpenAI chat completions specification 2.3.0, the <c>chat.completion.chunk</c> object; <c>timings</c> on the last chunk as in llama-server.
/// </summary>
public sealed record ChatCompletionChunk
{
    /// <summary>The answer's id, the same on every chunk.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Always <c>chat.completion.chunk</c> for a chunk of this project, and where a server leaves it out.</summary>
    [JsonPropertyName("object")]
    [AllowNull]
    public string Object
    {
        get;
        // The source-generated reader sets every init-only property, absent ones to null, over the initializer.
        init => field = value ?? "chat.completion.chunk";
    } = "chat.completion.chunk";

    /// <summary>When the answer was begun, in whole seconds since 1970-01-01 UTC; the same on every chunk.</summary>
    [JsonPropertyName("created")]
    public long Created { get; init; }

    /// <summary>The model that answers.</summary>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>What is added, by choice; empty on the chunk that brings the usage.</summary>
    [JsonPropertyName("choices")]
    public required IReadOnlyList<ChunkChoice> Choices { get; init; }

    /// <summary>The tokens used by the whole request, on the last chunk when <c>stream_options.include_usage</c> asked for it.</summary>
    [JsonPropertyName("usage")]
    public Usage? Usage { get; init; }

    /// <summary>What stands behind the model at the server.</summary>
    [JsonPropertyName("system_fingerprint")]
    public string? SystemFingerprint { get; init; }

    /// <summary>What the answer cost in time, on the last chunk of backends that measure it.</summary>
    [JsonPropertyName("timings")]
    public CompletionTimings? Timings { get; init; }

    /// <summary>What was not done as asked, on the first chunk; null when all was.</summary>
    [JsonPropertyName("warnings")]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>The first choice's delta, or null when the chunk has no choices.</summary>
    public ChatDelta? DeltaMessage() => Choices.Count > 0 ? Choices[0].Delta : null;
}
