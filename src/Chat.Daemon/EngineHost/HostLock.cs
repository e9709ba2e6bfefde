using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>The right to be the engine host of an address: a file that one process at a time holds locked. The system gives it back when the process ends, however it ends.</summary>
internal sealed class HostLock : IDisposable
{
    private readonly FileStream _file;

    private HostLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The lock; null when another process holds it.</returns>
    /// <exception cref="Chat.Core.Errors.ChatException">The file cannot be written.</exception>
    public static HostLock? TryTake(EngineHostAddress address)
    {
        try
        {
            return new HostLock(
                new FileStream(address.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Core.Errors.ChatException(
                Core.Errors.ChatErrorKind.Permission,
                $"The lock {address.LockFile} cannot be taken: {error.Message.TrimEnd('.')}.",
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
