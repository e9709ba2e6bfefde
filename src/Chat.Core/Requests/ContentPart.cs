using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>
/// One part of a message's content. The type word is open; the fields of types this library does not know are kept in
/// <see cref="ExtensionData"/> and written back. Source: OpenAI chat completions specification 2.3.0, <c>messages[].content[]</c>.
/// </summary>
public sealed record ContentPart
{
    /// <summary>The kind of part on the wire, such as <c>text</c> or <c>image_url</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The text of a <c>text</c> part; null for other kinds.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>The image of an <c>image_url</c> part. A bare string, which Ollama takes, is kept as it is read.</summary>
    [JsonPropertyName("image_url")]
    [JsonConverter(typeof(ImageUrlConverter))]
    public ImageUrl? ImageUrl { get; init; }

    /// <summary>The sound of an <c>input_audio</c> part.</summary>
    [JsonPropertyName("input_audio")]
    public InputAudio? InputAudio { get; init; }

    /// <summary>The file of a <c>file</c> part.</summary>
    [JsonPropertyName("file")]
    public InputFile? File { get; init; }

    /// <summary>The text of a <c>refusal</c> part of an assistant's message.</summary>
    [JsonPropertyName("refusal")]
    public string? Refusal { get; init; }

    /// <summary>The reasoning of a <c>thinking</c> part, itself a list of parts. Source: Mistral.</summary>
    [JsonPropertyName("thinking")]
    public IReadOnlyList<ContentPart>? Thinking { get; init; }

    /// <summary>Ends a cached stretch of the prompt after this part.</summary>
    [JsonPropertyName("prompt_cache_breakpoint")]
    public PromptCacheBreakpoint? PromptCacheBreakpoint { get; init; }

    /// <summary>Every other field of the part, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>Makes a text part.</summary>
    /// <param name="text">The text.</param>
    public static ContentPart FromText(string text) => new() { Type = "text", Text = text };

    /// <summary>Makes an image part.</summary>
    /// <param name="url">The address of the image, or its bytes as a <c>data:</c> URL.</param>
    /// <param name="detail">How closely it is looked at; null leaves it to the server.</param>
    public static ContentPart FromImage(string url, string? detail = null) =>
        new()
        {
            Type = "image_url",
            ImageUrl = new ImageUrl { Url = url, Detail = detail },
        };

    /// <summary>Makes a sound part.</summary>
    /// <param name="data">The bytes, in base64.</param>
    /// <param name="format"><c>wav</c> or <c>mp3</c>.</param>
    public static ContentPart FromAudio(string data, string format) =>
        new()
        {
            Type = "input_audio",
            InputAudio = new InputAudio { Data = data, Format = format },
        };

    /// <summary>Makes a file part.</summary>
    /// <param name="file">The file.</param>
    public static ContentPart FromFile(InputFile file) => new() { Type = "file", File = file };
}
