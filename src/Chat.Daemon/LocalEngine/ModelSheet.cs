using System.Text.Json.Serialization;

namespace Chat.Daemon.LocalEngine;

/// <summary>What there is to know of a model without loading it. A null is not known.</summary>
internal sealed record ModelSheet
{
    /// <summary>The hash is the right one.</summary>
    public const string HashVerified = "verified";

    /// <summary>The hash is another one: this is not the file it should be.</summary>
    public const string HashMismatch = "mismatch";

    /// <summary>No right hash is known.</summary>
    public const string HashUnknown = "unknown";

    /// <summary>The model reference.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The model's own name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Where it comes from: <c>bundled</c> or <c>user</c>.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>The path of the file.</summary>
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    [JsonPropertyName("size_bytes")]
    public required long SizeBytes { get; init; }

    /// <summary>The version of the GGUF format.</summary>
    [JsonPropertyName("gguf_version")]
    public int? FormatVersion { get; init; }

    /// <summary>The architecture, such as <c>llama</c>.</summary>
    [JsonPropertyName("architecture")]
    public string? Architecture { get; init; }

    /// <summary>The number of parameters.</summary>
    [JsonPropertyName("parameters")]
    public long? Parameters { get; init; }

    /// <summary>The quantisation, such as <c>Q4_1</c>.</summary>
    [JsonPropertyName("quantization")]
    public string? Quantization { get; init; }

    /// <summary>The context window that the model was made for, in tokens.</summary>
    [JsonPropertyName("context_length")]
    public long? ContextLength { get; init; }

    /// <summary>The number of tokens in the vocabulary.</summary>
    [JsonPropertyName("vocabulary_size")]
    public long? VocabularySize { get; init; }

    /// <summary>True when the file holds a chat template.</summary>
    [JsonPropertyName("chat_template")]
    public bool? HasChatTemplate { get; init; }

    /// <summary>The state of the file's SHA-256: one of the words above.</summary>
    [JsonPropertyName("sha256")]
    public required string HashState { get; init; }
}
