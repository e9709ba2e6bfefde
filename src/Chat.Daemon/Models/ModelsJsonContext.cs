using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Models;

/// <summary>The source-generated JSON of <c>models --json</c>. What is not known is not written.</summary>
[JsonSerializable(typeof(IReadOnlyList<ModelSummary>))]
[JsonSerializable(typeof(ModelSheet))]
internal sealed partial class ModelsJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as it is instead of as <c>\u</c> escapes: the reader is a program or a terminal, not a web page.</summary>
    public static ModelsJsonContext Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}
