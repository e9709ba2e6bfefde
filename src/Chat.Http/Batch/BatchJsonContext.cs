using System.Text.Json.Serialization;

namespace Chat.Http.Batch;

/// <summary>The source-generated JSON of the Batch API. Reading keeps unknown fields and allows 64 levels of nesting.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    MaxDepth = 64
)]
[JsonSerializable(typeof(ChatBatch))]
[JsonSerializable(typeof(BatchFile))]
[JsonSerializable(typeof(BatchPage))]
[JsonSerializable(typeof(BatchCreation))]
[JsonSerializable(typeof(BatchResultLine))]
internal sealed partial class BatchJsonContext : JsonSerializerContext;
