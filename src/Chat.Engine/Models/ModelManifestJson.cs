using System.Text.Json.Serialization;

namespace Chat.Engine.Models;

/// <summary>The source-generated JSON of the manifest and of the list of verified files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 8
)]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(List<VerifiedFile>))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;
