namespace Chat.Engine.Threads;

/// <summary>Reads the kernel's small text files under a folder that stands for <c>/</c>.</summary>
/// <param name="root">The folder.</param>
internal sealed class SystemTree(string root)
{
    // mountinfo is the longest; more than this of it is not read.
    private const int MaxLength = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path from the root, with or without a first slash.</param>
    /// <returns>
    /// Its text, of a megabyte at most; null when it is not there or may not be read, which here means that the kernel says nothing.
    /// </returns>
    public string? Read(string path)
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(root, path.TrimStart('/')));
            var text = new char[4096];
            var length = 0;
            while (length < MaxLength && reader.ReadBlock(text, length, text.Length - length) is > 0 and var read)
            {
                length += read;
                if (length == text.Length)
                {
                    Array.Resize(ref text, Math.Min(MaxLength, text.Length * 2));
                }
            }

            return new string(text, 0, length);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
