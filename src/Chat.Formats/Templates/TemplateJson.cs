using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Formats.Templates;

/// <summary>Writes strings as JSON for a model to read: nothing is escaped that need not be.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TemplateJson : JsonSerializerContext
{
    /// <summary>The context to write with.</summary>
    public static TemplateJson Readable { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
