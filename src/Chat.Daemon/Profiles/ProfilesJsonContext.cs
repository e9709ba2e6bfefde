using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Daemon.Profiles;

/// <summary>The source-generated JSON of <c>profiles --json</c>. What is not known is not written.</summary>
[JsonSerializable(typeof(IReadOnlyList<ProfileSummary>))]
[JsonSerializable(typeof(IReadOnlyList<ProfileFinding>))]
internal sealed partial class ProfilesJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as it is instead of as <c>\u</c> escapes: the reader is a program or a terminal, not a web page.</summary>
    public static ProfilesJsonContext Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}
