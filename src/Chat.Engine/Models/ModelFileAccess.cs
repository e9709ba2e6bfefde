using Chat.Core.Errors;

namespace Chat.Engine.Models;

/// <summary>Looks at and opens model files; each way in which that fails has its own sentence.</summary>
internal static class ModelFileAccess
{
    private const int SharingViolation = unchecked((int)0x8007_0020);
    private const int LockViolation = unchecked((int)0x8007_0021);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    private const string CheckPath = "Check the path, or name a model as local/NAME.";

    /// <summary>Checks that a path is a file that holds something and may be read.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>The file's size in bytes.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when nothing is there, <see cref="ChatErrorKind.ModelInvalid"/> for a folder and for a
    /// file of zero bytes, <see cref="ChatErrorKind.Permission"/> when it may not be read, or another program holds it,
    /// <see cref="ChatErrorKind.ModelInvalid"/> when it cannot be read for another reason.
    /// </exception>
    public static long Inspect(string path)
    {
        using var stream = OpenModel(path);
        return stream.Length;
    }

    /// <summary>Checks that a path is a file that holds something, and opens it for reading from start to end.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The open file; the caller disposes it.</returns>
    /// <exception cref="ChatException">As <see cref="Inspect"/>.</exception>
    public static FileStream OpenModel(string path)
    {
        var file = Target(path);
        if (Directory.Exists(path))
        {
            throw new ChatException(
                ChatErrorKind.ModelInvalid,
                $"{path} is a folder, not a model file.",
                "Name a .gguf file inside it."
            );
        }

        if (!file.Exists)
        {
            throw Missing(path);
        }

        // Before opening: a pipe or a device has no length either, and opening one could wait for ever.
        if (file.Length == 0)
        {
            throw new ChatException(
                ChatErrorKind.ModelInvalid,
                $"{path} is empty: it has zero bytes.",
                "Download or copy the file again."
            );
        }

        return Open(path);
    }

    /// <summary>The size of the file that a path leads to, for a list in which one bad link must not hide the rest.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>The size in bytes; 0 when the path leads to no file, or in a circle.</returns>
    public static long SizeOrZero(string path)
    {
        try
        {
            var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            return file.Exists ? file.Length : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Opens a file for reading from start to end.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The open file; the caller disposes it.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when nothing is there, <see cref="ChatErrorKind.Permission"/> when it may not be read, or another
    /// program holds it, <see cref="ChatErrorKind.ModelInvalid"/> when it cannot be read for another reason.
    /// </exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(
                path,
                new FileStreamOptions
                {
                    Access = FileAccess.Read,
                    Share = FileShare.Read,
                    BufferSize = 0,
                    Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
                }
            );
        }
        catch (Exception error) when (IsMissing(error))
        {
            throw Missing(path, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw Forbidden(path, error);
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw Forbidden(path, error);
        }
        catch (IOException error)
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>The failure of a file that could be opened but not read, or not opened for a reason of the disk.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cause">What the system said.</param>
    /// <returns>The exception to throw, of kind <see cref="ChatErrorKind.ModelInvalid"/>.</returns>
    public static ChatException Unreadable(string path, IOException cause) =>
        new(
            ChatErrorKind.ModelInvalid,
            $"{path} could not be read: {cause.Message.TrimEnd('.')}.",
            "Check the disk and that no other program holds the file.",
            cause
        );

    // What a link says of itself, such as its size, is not what its target is.
    private static FileInfo Target(string path)
    {
        try
        {
            return new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        }
        catch (Exception error) when (IsMissing(error))
        {
            throw Missing(path, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw Forbidden(path, error);
        }
        catch (IOException error)
        {
            throw Unreadable(path, error);
        }
    }

    // A path that no file can have is one where nothing is.
    private static bool IsMissing(Exception error) =>
        error is FileNotFoundException or DirectoryNotFoundException or PathTooLongException or ArgumentException;

    // Another program opened the file for itself alone.
    private static bool IsHeld(IOException error) =>
        OperatingSystem.IsWindows()
            ? error.HResult is SharingViolation or LockViolation
            : error.HResult is LinuxWouldBlock or MacWouldBlock;

    private static ChatException Forbidden(string path, Exception cause) =>
        new(
            ChatErrorKind.Permission,
            $"{path} may not be read.",
            "Give this user the right to read it, and close programs that hold it.",
            cause
        );

    private static ChatException Missing(string path, Exception? cause = null) =>
        new(ChatErrorKind.NotFound, $"There is no file {path}.", CheckPath, cause);
}
