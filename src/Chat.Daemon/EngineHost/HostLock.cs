using Chat.Core.Errors;

namespace Chat.Daemon.EngineHost;

/// <summary>A right that one process at a time has: a file that it holds locked. The system gives it back when the process ends, however it ends.</summary>
internal sealed class HostLock : IDisposable
{
    private readonly FileStream _file;

    private HostLock(FileStream file) => _file = file;

    /// <summary>Takes a lock.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isKept">True leaves the file in its place when the lock is given back.</param>
    /// <returns>The lock; null when another process holds it.</returns>
    /// <exception cref="ChatException">The file cannot be written.</exception>
    public static HostLock? TryTake(string path, bool isKept = false)
    {
        try
        {
            return new HostLock(
                new FileStream(
                    path,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1,
                    isKept ? FileOptions.None : FileOptions.DeleteOnClose
                )
            );
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"The lock {path} cannot be taken: {error.Message.TrimEnd('.')}.",
                "Make the folder writable, or make room on the disk."
            );
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK of flock(2) is 11 on Linux and 35 on macOS; a sharing violation of Windows is 0x80070020.
    private static bool IsHeld(IOException error) =>
        error.GetType() == typeof(IOException) && error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
