using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Json;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// Writes messages. The id stands first, so that a peer that cannot read the rest can still answer. Every method throws a
/// <see cref="JsonException"/> when a wire type's extension data hold what is no text, and an <see cref="ArgumentException"/> when a number
/// is not finite.
/// </summary>
internal static class MessageWriter
{
    /// <summary>How bytes are written everywhere in this assembly: text as it is, on one line.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = ChatJson.Encoder, SkipValidation = true };

    /// <summary>A request.</summary>
    /// <typeparam name="T">The params.</typeparam>
    /// <param name="id">Its id.</param>
    /// <param name="method">The method.</param>
    /// <param name="fields">The params.</param>
    /// <param name="type">The JSON of the params.</param>
    public static MessageBuffer Request<T>(RpcId id, string method, T fields, JsonTypeInfo<T> type) =>
        Write(
            (id, method, fields, type),
            static (writer, parts) =>
            {
                WriteId(writer, parts.id);
                writer.WriteString("method"u8, parts.method);
                writer.WritePropertyName("params"u8);
                JsonSerializer.Serialize(writer, parts.fields, parts.type);
            }
        );

    /// <summary>A notification.</summary>
    /// <typeparam name="T">The params.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="fields">The params.</param>
    /// <param name="type">The JSON of the params.</param>
    public static MessageBuffer Notification<T>(string method, T fields, JsonTypeInfo<T> type) =>
        Write(
            (method, fields, type),
            static (writer, parts) =>
            {
                writer.WriteString("method"u8, parts.method);
                writer.WritePropertyName("params"u8);
                JsonSerializer.Serialize(writer, parts.fields, parts.type);
            }
        );

    /// <summary>An answer.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="id">The id of the request.</param>
    /// <param name="result">The result.</param>
    /// <param name="type">The JSON of the result.</param>
    public static MessageBuffer Result<T>(RpcId id, T result, JsonTypeInfo<T> type) =>
        Write(
            (id, result, type),
            static (writer, parts) =>
            {
                WriteId(writer, parts.id);
                writer.WritePropertyName("result"u8);
                JsonSerializer.Serialize(writer, parts.result, parts.type);
            }
        );

    /// <summary>An error answer.</summary>
    /// <param name="id">The id of the request; null when it is not known.</param>
    /// <param name="error">The error.</param>
    public static MessageBuffer Error(RpcId? id, RpcError error) =>
        Write(
            (id, error),
            static (writer, parts) =>
            {
                if (parts.id is { } known)
                {
                    WriteId(writer, known);
                }
                else
                {
                    writer.WriteNull("id"u8);
                }

                writer.WritePropertyName("error"u8);
                JsonSerializer.Serialize(writer, parts.error, RpcJson.Of<RpcError>());
            }
        );

    private static MessageBuffer Write<TParts>(TParts parts, Action<Utf8JsonWriter, TParts> fill)
    {
        var buffer = new MessageBuffer();
        try
        {
            using var writer = new Utf8JsonWriter(buffer, Options);
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            fill(writer, parts);
            writer.WriteEndObject();
            writer.Flush();
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static void WriteId(Utf8JsonWriter writer, RpcId id)
    {
        if (id.Text is { } text)
        {
            writer.WriteString("id"u8, text);
        }
        else
        {
            writer.WriteNumber("id"u8, id.Number);
        }
    }
}
