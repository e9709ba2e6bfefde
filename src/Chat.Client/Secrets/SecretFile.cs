using System.Text;
using Chat.Core.Errors;

namespace Chat.Client.Secrets;

/// <summary>Reads a key from a file that only its owner may touch.</summary>
internal static class SecretFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Reads the key.</summary>
    /// <param name="path">The absolute path; a link is followed.</param>
    /// <returns>The text without the line break at its end; not checked further.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.Authentication"/> when there is no such file, no key in it, or others may read it too,
    /// <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    public static string Read(string path)
    {
        try
        {
            return Text(path, Bytes(path));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable($"There is no key file {path}.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"The key file {path} may not be read.",
                "Give this user the right to read it.",
                error
            );
        }
        catch (IOException error)
        {
            throw Unusable($"The key file {path} could not be read.", error);
        }
    }

    private static byte[] Bytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw Unusable($"{path} is a folder, not a key file.");
        }

        // Before opening: a pipe or a device has no length, and opening one could wait for ever. A link's own length is not its target's.
        var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        if (file.Length == 0)
        {
            throw Unusable($"The key file {path} is empty.");
        }

        using var handle = File.OpenHandle(path);
        CheckRights(path, handle);
        var bytes = new byte[MaxBytes + 1];
        var count = 0;
        while (count < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(count), count) is > 0 and var read)
        {
            count += read;
        }

        return count <= MaxBytes
            ? bytes[..count]
            : throw Unusable($"The key file {path} holds more than {MaxBytes / 1024} KiB.");
    }

    // Of the open file, so that nobody can put another in its place between the check and the reading.
    private static void CheckRights(string path, Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(handle) & Others) != UnixFileMode.None)
        {
            throw new ChatException(
                ChatErrorKind.Authentication,
                $"The key file {path} is open to other users.",
                $"Close it to them: chmod 600 {path}"
            );
        }
    }

    private static string Text(string path, byte[] bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
                : text.EndsWith('\n') ? text[..^1]
                : text;
        }
        catch (DecoderFallbackException)
        {
            // Not passed on as the cause: its message shows bytes of the file.
            throw Unusable($"The key file {path} is not UTF-8 text.");
        }
    }

    private static ChatException Unusable(string message, Exception? cause = null) =>
        new(
            ChatErrorKind.Authentication,
            message,
            "Put the key, alone and on one line, into a file with mode 0600.",
            cause
        );
}
