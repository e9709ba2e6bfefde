using System.Text.Json.Serialization;

namespace Chat.Daemon.LocalEngine;

/// <summary>A model in a list.</summary>
/// <param name="Id">The model reference.</param>
/// <param name="SizeBytes">The size of the file in bytes; null when not known.</param>
/// <param name="ContextLength">The context window that the model was made for, in tokens; null when the file does not say.</param>
/// <param name="Source">Where it comes from: <c>bundled</c>, <c>user</c>, or the address of its server.</param>
/// <param name="Profile">The profile that offers it. Default: <c>local</c>.</param>
/// <param name="IsLoaded">Whether the engine host holds it in memory; null when that is not known, as of models of servers.</param>
internal sealed record ModelSummary(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("size_bytes")] long? SizeBytes,
    [property: JsonPropertyName("context_length")] int? ContextLength,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("profile")] string Profile = "local",
    [property: JsonPropertyName("loaded")] bool? IsLoaded = null
);
