using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Rpc.Protocol;

/// <summary>
/// The JSON of the wire types that messages hold, each by its converter alone: the JSON of a message then needs nothing of what is
/// within them, and what is within them is made when the first one is read or written.
/// </summary>
internal sealed class WireTypes : IJsonTypeInfoResolver
{
    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(ChatCompletionRequest) ? Of(options, new RequestConverter())
        : type == typeof(IReadOnlyList<ChatCompletionChunk>) ? Of(options, new WireListConverter<ChatCompletionChunk>())
        : type == typeof(ChatCompletion) ? Of(options, new WireConverter<ChatCompletion>())
        : type == typeof(CompletionTimings) ? Of(options, new WireConverter<CompletionTimings>())
        : type == typeof(IReadOnlyList<ChatMessage>) ? Of(options, new WireConverter<IReadOnlyList<ChatMessage>>())
        : null;

    private static JsonTypeInfo<T> Of<T>(JsonSerializerOptions options, JsonConverter<T> converter)
        where T : notnull => JsonMetadataServices.CreateValueInfo<T>(options, converter);
}
