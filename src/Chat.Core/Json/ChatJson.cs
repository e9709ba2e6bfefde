using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Json;

/// <summary>
/// Writes the wire types as a door shows them: text as it is, not as <c>\u</c> escapes, and without an indent always one line, whatever
/// counts as a line end to the reader. Not safe inside HTML or a script without encoding it for there.
/// </summary>
/// <remarks>
/// Every method throws a <see cref="JsonException"/> when extension data holds a string that is no text (half a surrogate pair as
/// <c>\ud800</c>), and an <see cref="ArgumentException"/> when a number is not finite.
/// </remarks>
public static class ChatJson
{
    private static readonly ChatJsonContext Compact = new(
        new JsonSerializerOptions(ChatJsonContext.Default.Options) { Encoder = ReadableJsonEncoder.Instance }
    );

    private static readonly ChatJsonContext Indented = new(
        new JsonSerializerOptions(ChatJsonContext.Default.Options)
        {
            Encoder = ReadableJsonEncoder.Instance,
            WriteIndented = true,
            IndentSize = 2,
            NewLine = "\n",
        }
    );

    /// <summary>
    /// Escapes only what JSON or a reader of lines needs escaped, so that a door can write its own JSON round the wire types in the
    /// same manner.
    /// </summary>
    public static JavaScriptEncoder Encoder => ReadableJsonEncoder.Instance;

    /// <summary>An answer on one line.</summary>
    /// <param name="completion">The answer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="completion"/> is null.</exception>
    public static string Write(ChatCompletion completion) => Text(completion, Compact.ChatCompletion);

    /// <summary>A chunk on one line.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="ArgumentNullException"><paramref name="chunk"/> is null.</exception>
    public static string Write(ChatCompletionChunk chunk) => Text(chunk, Compact.ChatCompletionChunk);

    /// <summary>A request on one line.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static string Write(ChatCompletionRequest request) => Text(request, Compact.ChatCompletionRequest);

    /// <summary>An answer on several lines, two spaces a level, lines ended by line feeds; no line feed at the end.</summary>
    /// <param name="completion">The answer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="completion"/> is null.</exception>
    public static string WriteIndented(ChatCompletion completion) => Text(completion, Indented.ChatCompletion);

    /// <summary>A request on several lines, two spaces a level, lines ended by line feeds; no line feed at the end.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static string WriteIndented(ChatCompletionRequest request) => Text(request, Indented.ChatCompletionRequest);

    /// <summary>A chunk on one line, as UTF-8 without a byte order mark; the line's end is the caller's to add.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> or <paramref name="chunk"/> is null.</exception>
    public static void WriteTo(IBufferWriter<byte> output, ChatCompletionChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(chunk);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance });
        WriteTo(writer, chunk);
    }

    /// <summary>A chunk, by a writer that decides how text is escaped.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="chunk"/> is null.</exception>
    public static void WriteTo(Utf8JsonWriter writer, ChatCompletionChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(chunk);
        ChunkWriter.Write(writer, chunk);
    }

    /// <summary>A request, by a writer that decides how text is escaped.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="request"/> is null.</exception>
    public static void WriteTo(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(request);
        RequestWriter.Write(writer, request);
    }

    private static string Text<T>(T value, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonSerializer.Serialize(value, type);
    }
}
