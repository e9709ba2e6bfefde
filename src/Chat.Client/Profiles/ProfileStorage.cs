using Chat.Client.Files;
using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>Reads and writes the bytes of the profiles file.</summary>
internal static class ProfileStorage
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a regular file of bounded size.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>Its bytes; null when there is no such file.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.InvalidRequest"/> when it is a folder, empty, a pipe, a device, a link that leads nowhere, or too large;
    /// <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    public static ReadOnlyMemory<byte>? Read(string path)
    {
        var file = BoundedFile.ReadRegular(path, ProfileFileReader.MaxBytes);
        return file.State switch
        {
            FileState.Read => (ReadOnlyMemory<byte>?)file.Bytes,
            FileState.Missing => default(ReadOnlyMemory<byte>?),
            FileState.Folder => throw Wrong($"{path} is a folder, not a profiles file.", "Remove the folder."),
            FileState.Dangling => throw Wrong(
                $"{path} is a link that leads nowhere.",
                "Restore what it leads to, or remove the link."
            ),
            FileState.Empty => throw Wrong($"{path} is empty, or no regular file.", "Write {} into it, or remove it."),
            FileState.TooLarge => throw Wrong(
                $"{path} is larger than {ProfileFileReader.MaxBytes / 1024 / 1024} MiB, too large for a profiles file.",
                "Restore it, or remove it."
            ),
            _ => throw new ChatException(
                ChatErrorKind.Permission,
                $"{path} could not be read.",
                "Give this user the right to read it, and close programs that hold it.",
                file.Cause
            ),
        };
    }

    /// <summary>Writes a file beside the old one and moves it into its place.</summary>
    /// <param name="path">The file's path; a link is followed. Its folder is made when it is missing.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ChatException">It may not be written: kind <see cref="ChatErrorKind.Permission"/>.</exception>
    public static void Write(string path, byte[] bytes) =>
        WithDraft(
            path,
            (draft, target) =>
            {
                var mode =
                    OperatingSystem.IsWindows() || !File.Exists(target) ? OwnerOnly : File.GetUnixFileMode(target);
                WriteDraft(draft, bytes, mode);
                File.Move(draft, target, overwrite: true);
            }
        );

    /// <summary>Checks that a file can be written, without touching it: a file beside it is made and taken away again.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ChatException">It may not be written: kind <see cref="ChatErrorKind.Permission"/>.</exception>
    public static void TryFolder(string path) => WithDraft(path, (draft, _) => WriteDraft(draft, [], OwnerOnly));

    private static void WithDraft(string path, Action<string, string> write)
    {
        try
        {
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path);
            var target = TargetOf(Path.GetFullPath(path));
            var draft = $"{target}.{Path.GetRandomFileName()}.tmp";
            try
            {
                write(draft, target);
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

    /// <summary>Keeps other programs from changing the file until the lock is disposed of.</summary>
    /// <param name="path">The file's path; the lock is a file beside it, which stays.</param>
    /// <exception cref="ChatException">Another one holds the lock, or none can be made: kind <see cref="ChatErrorKind.Permission"/>.</exception>
    public static IDisposable Lock(string path)
    {
        try
        {
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"{path} cannot be changed now: another program changes it, or its folder cannot be written.",
                "Try again; if that does not help, check the rights on the folder.",
                error
            );
        }
    }

    private static ChatException Wrong(string what, string advice) => new(ChatErrorKind.InvalidRequest, what, advice);

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
