namespace Chat.Daemon.Rpc;

/// <summary>What tells one state of a file from another without reading it.</summary>
/// <param name="Length">Its length in bytes; null when there is no such file.</param>
/// <param name="Changed">When it was last written.</param>
internal readonly record struct FileStamp(long? Length, DateTime Changed)
{
    /// <summary>The stamp of a file. It may lead through links: what is looked at is the file at their end.</summary>
    /// <param name="path">The file.</param>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : default;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it next is told why it cannot be read.
            return default;
        }
    }
}
