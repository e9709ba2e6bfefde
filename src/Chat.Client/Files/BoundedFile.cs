namespace Chat.Client.Files;

/// <summary>Reads files of bounded size. What cannot be read is a state and not an exception: each caller has words of its own for it.</summary>
public static class BoundedFile
{
    /// <summary>The first size of the buffer of what has no length, in bytes.</summary>
    private const int FirstBytes = 64 * 1024;

    /// <summary>Reads a regular file, whole. Pipes and devices are not opened: they count as <see cref="FileState.Empty"/>.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <param name="most">The most bytes that it may hold.</param>
    public static FileContent ReadRegular(string path, int most)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            return new FileContent(FileState.Folder);
        }

        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null)
            {
                // A link's own length is not its target's.
                file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? file;
            }

            // The usual case of no file costs no exception: that would slow every start.
            return file.Exists
                ? file.Length == 0
                    ? new FileContent(FileState.Empty)
                    : Read(path, most)
                : IsAbsent(path)
                    ? new FileContent(FileState.Missing)
                    : Read(path, most);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failed(path, error);
        }
    }

    /// <summary>Reads a file, a pipe or a device to its end. A pipe is waited for.</summary>
    /// <param name="path">What to read; a link is followed.</param>
    /// <param name="most">The most bytes that it may hold.</param>
    public static FileContent Read(string path, int most)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            return new FileContent(FileState.Folder);
        }

        try
        {
            const FileShare others = FileShare.ReadWrite | FileShare.Delete;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, others, bufferSize: 0);
            return Read(stream, most);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failed(path, error);
        }
    }

    // A pipe has no length, and a file may grow while it is read.
    private static FileContent Read(FileStream stream, int most)
    {
        var length = stream.CanSeek ? Math.Min(stream.Length, most) : 0;
        var bytes = new byte[Math.Min(Math.Max(length, FirstBytes), most) + 1];
        var count = 0;
        while (stream.Read(bytes.AsSpan(count)) is > 0 and var read)
        {
            count += read;
            if (count > most)
            {
                return new FileContent(FileState.TooLarge);
            }

            if (count == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * count, most + 1L));
            }
        }

        return new FileContent(FileState.Read, bytes.AsMemory(0, count));
    }

    private static FileContent Failed(string path, Exception error) =>
        error is not (FileNotFoundException or DirectoryNotFoundException)
            ? new FileContent(FileState.Unreadable, Cause: error)
        : new FileInfo(path).LinkTarget is not null ? new FileContent(FileState.Dangling, Cause: error)
        : new FileContent(FileState.Missing, Cause: error);

    // A file in a folder that may not be searched seems not to be there either: only a folder that can be listed knows.
    private static bool IsAbsent(string path)
    {
        for (var child = Path.GetFullPath(path); Path.GetDirectoryName(child) is { } folder; child = folder)
        {
            if (File.Exists(folder))
            {
                return true;
            }

            if (Directory.Exists(folder))
            {
                return !Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(child)).Any();
            }
        }

        return false;
    }
}
