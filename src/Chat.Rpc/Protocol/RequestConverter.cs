using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Rpc.Protocol;

/// <summary>Reads a request by its own source-generated JSON, and writes it by hand, which is quicker in a program that writes one.</summary>
internal sealed class RequestConverter : JsonConverter<ChatCompletionRequest>
{
    private static readonly WireConverter<ChatCompletionRequest> Wire = new();

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is no request.</exception>
    public override ChatCompletionRequest? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Wire.Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ChatCompletionRequest value, JsonSerializerOptions options) =>
        ChatJson.WriteTo(writer, value);
}
