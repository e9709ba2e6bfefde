using System.Text.Json.Serialization;

namespace Chat.Rpc.Protocol;

/// <summary>
/// The source-generated JSON of the protocol's messages. Names are in camel case; null fields are not written. Reading takes no field
/// twice and no null where a value is always there, and passes over fields it does not know: a newer peer may send them.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 64
)]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(NoFields))]
[JsonSerializable(typeof(CancelParams))]
[JsonSerializable(typeof(ProgressParams))]
[JsonSerializable(typeof(ChatCompleteParams))]
[JsonSerializable(typeof(ChatCompleteResult))]
[JsonSerializable(typeof(ChatChunkParams))]
[JsonSerializable(typeof(ChatAckParams))]
[JsonSerializable(typeof(InlineParams))]
[JsonSerializable(typeof(InlineResult))]
[JsonSerializable(typeof(ModelsListParams))]
[JsonSerializable(typeof(ModelsListResult))]
[JsonSerializable(typeof(ModelParams))]
[JsonSerializable(typeof(ModelResult))]
[JsonSerializable(typeof(TokensCountParams))]
[JsonSerializable(typeof(TokensCountResult))]
[JsonSerializable(typeof(ProfilesListResult))]
[JsonSerializable(typeof(ProfilesTestParams))]
[JsonSerializable(typeof(ProfilesTestResult))]
[JsonSerializable(typeof(StatusResult))]
[JsonSerializable(typeof(EngineStopParams))]
[JsonSerializable(typeof(RpcError))]
[JsonSerializable(typeof(RpcId))]
public sealed partial class RpcJsonContext : JsonSerializerContext;
