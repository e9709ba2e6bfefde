using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>Reads and writes the bytes of the profiles file.</summary>
internal static class ProfileStorage
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a file of bounded size.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>Its bytes; null when there is no such file.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.InvalidRequest"/> when it is a folder or too large, <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    public static byte[]? Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{path} is a folder, not a profiles file.",
                "Remove the folder."
            );
        }

        try
        {
            using var handle = File.OpenHandle(path);
            var bytes = new byte[ProfileFileReader.MaxBytes + 1];
            var count = 0;
            while (count < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(count), count) is > 0 and var read)
            {
                count += read;
            }

            return count <= ProfileFileReader.MaxBytes
                ? bytes[..count]
                : throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"{path} is larger than {ProfileFileReader.MaxBytes / 1024 / 1024} MiB, too large for a profiles file.",
                    "Restore it, or remove it."
                );
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"{path} could not be read.",
                "Give this user the right to read it, and close programs that hold it.",
                error
            );
        }
    }

    /// <summary>Writes a file beside the old one and moves it into its place.</summary>
    /// <param name="path">The file's path; a link is followed. Its folder is made when it is missing.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ChatException">It may not be written: kind <see cref="ChatErrorKind.Permission"/>.</exception>
    public static void Write(string path, byte[] bytes)
    {
        try
        {
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path);
            var target = TargetOf(Path.GetFullPath(path));
            var mode = OperatingSystem.IsWindows() || !File.Exists(target) ? OwnerOnly : File.GetUnixFileMode(target);
            var draft = $"{target}.{Path.GetRandomFileName()}.tmp";
            try
            {
                WriteDraft(draft, bytes, mode);
                File.Move(draft, target, overwrite: true);
            }
            finally
            {
                // Nothing is there after the move.
                File.Delete(draft);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"{path} could not be written.",
                "Check the rights on its folder and the space on the disk.",
                error
            );
        }
    }

    // Asking for the target of what is not there would throw.
    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static void WriteDraft(string draft, byte[] bytes, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(draft, options);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }

        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
