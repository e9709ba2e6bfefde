using Chat.Client.Files;
using Chat.Client.Profiles;
using Chat.Core.Errors;

namespace Chat.Client.Recording;

/// <summary>Reads and writes the bytes of a cassette file.</summary>
internal static class CassetteStorage
{
    /// <summary>Reads a file or a pipe of bounded size.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when there is no such file, <see cref="ChatErrorKind.InvalidRequest"/> when it is a folder or larger than
    /// <see cref="Cassette.MaxBytes"/>, <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        var file = BoundedFile.Read(path, Cassette.MaxBytes);
        return file.State switch
        {
            FileState.Read or FileState.Empty => file.Bytes,
            FileState.Folder => throw IsFolder(path),
            FileState.TooLarge => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{path} is larger than {Cassette.MaxBytes} bytes, too large for a cassette.",
                "Record into several files."
            ),
            FileState.Unreadable => throw new ChatException(
                ChatErrorKind.Permission,
                $"{path} could not be read.",
                "Give this user the right to read it, and close programs that hold it.",
                file.Cause
            ),
            _ => throw new ChatException(
                ChatErrorKind.NotFound,
                $"There is no cassette {path}.",
                "Check the path, or record one first.",
                file.Cause
            ),
        };
    }

    /// <summary>Tells whether there is a cassette already, and checks that nothing else would be lost by a recording.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>False when there is nothing, or an empty file; true when there is a cassette, and its folder can be written.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.InvalidRequest"/> when it is a folder, a pipe, a device, or a file that is no cassette; else as <see cref="Read"/>
    /// and <see cref="Write"/>.
    /// </exception>
    public static bool HoldsCassette(string path)
    {
        RefuseFolder(path);
        switch (BoundedFile.ReadRegular(path, Cassette.MaxBytes).State)
        {
            case FileState.Missing or FileState.Dangling:
                return false;
            case FileState.Empty when CanBeCut(path):
                return false;
            case FileState.Empty:
                throw NoCassette(path, cause: null);
        }

        try
        {
            Cassette.Load(path);
        }
        catch (ChatException error) when (error.Kind == ChatErrorKind.InvalidRequest)
        {
            throw NoCassette(path, error);
        }

        ProfileStorage.TryFolder(path);
        return true;
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
            throw IsFolder(path);
        }
    }

    // An empty file has nothing to lose; a pipe or a device, which a recording would replace, refuses to be cut.
    private static bool CanBeCut(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            stream.SetLength(0);
            return true;
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    private static ChatException NoCassette(string path, Exception? cause) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"{path} is there already and is no cassette, so nothing is recorded into it.",
            "Name another file, or remove this one first.",
            cause
        );

    private static ChatException IsFolder(string path) =>
        new(ChatErrorKind.InvalidRequest, $"{path} is a folder, not a cassette.", "Name a file.");
}
