using System.Runtime.InteropServices;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>The fields of a chunk while it is read. Fields and not properties: they are filled through references.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ChunkFields
{
    /// <summary><c>id</c>.</summary>
    public string? Id;

    /// <summary><c>object</c>.</summary>
    public string? Object;

    /// <summary><c>created</c>.</summary>
    public long Created;

    /// <summary><c>model</c>.</summary>
    public string? Model;

    /// <summary><c>choices</c>.</summary>
    public IReadOnlyList<ChunkChoice>? Choices;

    /// <summary>True once <c>choices</c> has come, null or not.</summary>
    public bool HasChoices;

    /// <summary><c>usage</c>.</summary>
    public Usage? Usage;

    /// <summary><c>service_tier</c>.</summary>
    public string? ServiceTier;

    /// <summary><c>system_fingerprint</c>.</summary>
    public string? SystemFingerprint;

    /// <summary><c>timings</c>.</summary>
    public CompletionTimings? Timings;

    /// <summary><c>moderation</c>.</summary>
    public ModerationReport? Moderation;

    /// <summary><c>obfuscation</c>.</summary>
    public string? Obfuscation;

    /// <summary>Every other field.</summary>
    public Dictionary<string, JsonElement>? Extras;

    /// <summary>The chunk.</summary>
    /// <param name="chunkLatency">From the chunk before to this one.</param>
    /// <param name="totalLatency">From the request to this chunk.</param>
    public readonly ChatCompletionChunk ToChunk(TimeSpan chunkLatency, TimeSpan totalLatency) =>
        new()
        {
            Id = Id,
            Object = Object,
            Created = Created,
            Model = Model,
            Choices = Choices,
            Usage = Usage,
            ServiceTier = string.IsNullOrWhiteSpace(ServiceTier) ? null : new ServiceTier(ServiceTier),
            SystemFingerprint = SystemFingerprint,
            Timings = Timings,
            Moderation = Moderation,
            Obfuscation = Obfuscation,
            ChunkLatency = chunkLatency,
            TotalLatency = totalLatency,
            ExtensionData = Extras,
        };
}
