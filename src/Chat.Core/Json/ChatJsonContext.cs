using System.Text.Json.Serialization;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tools;

namespace Chat.Core.Json;

/// <summary>
/// The source-generated JSON of every wire type. Null fields are not written unless the specification asks for them. Reading allows
/// 64 levels of nesting, takes the last of two fields of one name, and refuses null where a type says a value is always there.
/// </summary>
/// <remarks>
/// The wire types are immutable but for <c>ExtensionData</c>, which has a setter because the source-generated reader cannot fill an
/// init-only one. Records compare their lists, dictionaries and extension data by reference: two answers read from the same JSON
/// are equal on the wire, not by <c>==</c>.
/// </remarks>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = true,
    MaxDepth = 64
)]
[JsonSerializable(typeof(ChatCompletionRequest))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ChatCompletionChunk))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(CompletionOutcome))]
[JsonSerializable(typeof(List<ContentPart>))]
[JsonSerializable(typeof(ToolReference))]
[JsonSerializable(typeof(AudioVoiceReference))]
public sealed partial class ChatJsonContext : JsonSerializerContext;
