using System.Text;
using System.Text.Json;
using Chat.Client.Files;
using Chat.Core.Errors;

namespace Chat.Daemon;

/// <summary>Reads the value of an option that is a file, or the JSON itself.</summary>
internal static class TextSource
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Reads JSON: the value itself where it begins as an object or a list does, else the file that it names.</summary>
    /// <param name="option">The option's name, for messages.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The text, which need not be JSON.</returns>
    /// <exception cref="ChatException">As <see cref="ReadFile"/>.</exception>
    public static string ReadJson(string option, string value) =>
        value.AsSpan().TrimStart() is ['{' or '[', ..] ? value : ReadFile(option, value);

    /// <summary>Reads a JSON object: the value itself, or the file that it names.</summary>
    /// <param name="option">The option's name, for messages.</param>
    /// <param name="value">Its value.</param>
    /// <param name="advice">What to give instead of what is no object.</param>
    /// <exception cref="ChatException">
    /// As <see cref="ReadFile"/>; <see cref="ChatErrorKind.InvalidRequest"/> when it is no JSON object.
    /// </exception>
    public static JsonElement ReadObject(string option, string value, string advice)
    {
        try
        {
            var read = JsonElement.Parse(ReadJson(option, value));
            return read.ValueKind == JsonValueKind.Object
                ? read
                : throw UsageError.Create($"{option} holds no JSON object.", advice);
        }
        catch (JsonException error)
        {
            throw UsageError.Create($"{option} is not JSON (line {error.LineNumber + 1}).", advice);
        }
    }

    /// <summary>Reads a text file of UTF-8; a byte order mark is dropped.</summary>
    /// <param name="option">The option's name, for messages.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ChatException">
    /// As <see cref="ReadBytes"/>; <see cref="ChatErrorKind.InvalidRequest"/> when it is no UTF-8 text.
    /// </exception>
    public static string ReadFile(string option, string path)
    {
        try
        {
            return Strict.GetString(ReadBytes(option, path, MaxBytes)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw UsageError.Create($"{option}: {path} is not UTF-8 text.", "Save it as UTF-8.");
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="option">The option's name, for messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="most">The largest file, in bytes; whole mebibytes.</param>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when there is no such file, <see cref="ChatErrorKind.Permission"/> when it may not be read,
    /// <see cref="ChatErrorKind.InvalidRequest"/> when it is a folder or larger than that.
    /// </exception>
    public static byte[] ReadBytes(string option, string path, int most)
    {
        var file = BoundedFile.Read(path, most);
        return file.State switch
        {
            FileState.Read or FileState.Empty => file.Bytes.ToArray(),
            FileState.Folder => throw UsageError.Create($"{option}: {path} is a folder.", "Name a file."),
            FileState.TooLarge => throw UsageError.Create(
                $"{option}: {path} is larger than {most / 1024 / 1024} MiB.",
                "Name a smaller file."
            ),
            FileState.Unreadable => throw new ChatException(
                ChatErrorKind.Permission,
                $"{option}: {path} could not be read.",
                "Give this user the right to read it.",
                file.Cause
            ),
            _ => throw new ChatException(
                ChatErrorKind.NotFound,
                $"{option}: there is no file {path}.",
                "Check the path.",
                file.Cause
            ),
        };
    }
}
