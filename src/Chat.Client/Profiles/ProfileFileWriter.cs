using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chat.Client.Profiles;

/// <summary>Writes a profiles file as text. Keys come in one order, those at their default are left out.</summary>
internal static class ProfileFileWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Formats a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>UTF-8 without a byte order mark, with a line break at the end.</returns>
    public static byte[] Format(ProfileFile file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            WriteText(writer, "$schema", file.Schema);
            WriteText(writer, "$comment", file.Comment);
            WriteText(writer, "default", file.Default);
            writer.WriteStartObject("profiles");
            foreach (var profile in file.Profiles)
            {
                Write(writer, profile);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter writer, ChatProfile profile)
    {
        writer.WriteStartObject(profile.Name);
        writer.WriteString("kind", profile.Kind.Value);
        WriteText(writer, "url", Format(profile.Url));
        WriteText(writer, "key", profile.Key?.ToString());
        WriteText(writer, "organization", profile.Organization);
        WriteText(writer, "project", profile.Project);
        WriteText(writer, "apiVersion", profile.ApiVersion);
        WriteMap(writer, "deployments", profile.Deployments);
        WriteText(writer, "model", profile.Model);
        WriteMap(
            writer,
            "headers",
            profile.Headers.Select(header =>
                KeyValuePair.Create(header.Name, header.Secret?.ToString() ?? header.Text ?? "")
            )
        );
        Write(writer, profile.Timeouts);
        if (profile.Retries is { } retries)
        {
            writer.WriteNumber("retries", retries);
        }

        WriteText(writer, "proxy", Format(profile.Proxy));
        if (profile.Strict)
        {
            writer.WriteBoolean("strict", value: true);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ProfileTimeouts timeouts)
    {
        if (timeouts == new ProfileTimeouts())
        {
            return;
        }

        writer.WriteStartObject("timeouts");
        WriteSeconds(writer, "connect", timeouts.Connect);
        WriteSeconds(writer, "firstToken", timeouts.FirstToken);
        WriteSeconds(writer, "idle", timeouts.Idle);
        WriteSeconds(writer, "total", timeouts.Total);
        writer.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter writer, string name, TimeSpan? value)
    {
        if (value is { } time)
        {
            writer.WriteNumber(name, time.TotalSeconds);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> entries)
    {
        KeyValuePair<string, string>[] pairs = [.. entries];
        if (pairs.Length == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    // Without the slash at the end that reading puts there: as people write it.
    private static string? Format(Uri? url) => url?.AbsoluteUri.TrimEnd('/');
}
