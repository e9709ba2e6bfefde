using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Daemon.Tokens;

/// <summary>The source-generated JSON of <c>tokens --json</c>.</summary>
[JsonSerializable(typeof(TokenReport))]
internal sealed partial class TokensJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as it is instead of as <c>\u</c> escapes: the reader is a program or a terminal, not a web page.</summary>
    public static TokensJsonContext Readable { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
