using Chat.Client.Profiles;
using Chat.Core.Errors;

namespace Chat.Client.Recording;

/// <summary>Reads and writes the bytes of a cassette file.</summary>
internal static class CassetteStorage
{
    /// <summary>Reads a file of bounded size.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when there is no such file, <see cref="ChatErrorKind.InvalidRequest"/> when it is a folder or larger than
    /// <see cref="Cassette.MaxBytes"/>, <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    public static byte[] Read(string path)
    {
        RefuseFolder(path);
        try
        {
            using var stream = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            if (stream.Length > Cassette.MaxBytes)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"{path} is larger than {Cassette.MaxBytes} bytes, too large for a cassette.",
                    "Record into several files."
                );
            }

            var bytes = new byte[stream.Length];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ChatException(
                ChatErrorKind.NotFound,
                $"There is no cassette {path}.",
                "Check the path, or record one first.",
                error
            );
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

    /// <summary>Writes a file beside the old one and moves it into its place. A new file is made with mode 0600.</summary>
    /// <param name="path">The file's path; its folder must be there.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when the folder is missing, <see cref="ChatErrorKind.InvalidRequest"/> when it is a folder,
    /// <see cref="ChatErrorKind.Permission"/> when it may not be written.
    /// </exception>
    public static void Write(string path, byte[] bytes)
    {
        RefuseFolder(path);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new ChatException(
                ChatErrorKind.NotFound,
                $"There is no folder {folder} for the cassette.",
                "Make the folder, or name another file."
            );
        }

        ProfileStorage.Write(path, bytes);
    }

    private static void RefuseFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{path} is a folder, not a cassette.",
                "Name a file."
            );
        }
    }
}
