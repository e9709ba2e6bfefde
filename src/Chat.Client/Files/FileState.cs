namespace Chat.Client.Files;

/// <summary>What became of reading a file.</summary>
public enum FileState
{
    /// <summary>It was read to its end.</summary>
    Read,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>There is a link of that name, and what it leads to is not there.</summary>
    Dangling,

    /// <summary>It is a folder.</summary>
    Folder,

    /// <summary>It has no length: it is empty, or no regular file. It was not opened, as opening a pipe could wait for ever.</summary>
    Empty,

    /// <summary>It holds more than was allowed.</summary>
    TooLarge,

    /// <summary>It may not be read, or reading it failed.</summary>
    Unreadable,
}
