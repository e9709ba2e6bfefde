using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chat.Daemon.ConsoleIO;

/// <summary>The descriptors behind the standard streams, on Unix.</summary>
internal static partial class StandardDescriptors
{
    /// <summary>How many bytes a pipe takes at once when it takes any: PIPE_BUF of Linux (pipe(7)); a socket that takes any takes more.</summary>
    public const int AtomicWrite = 4096;

    // POLLOUT of poll.h.
    private const short CanWrite = 4;

    private const int Output = 1;
    private const int Error = 2;

    // Linux: fcntl.h, the same on all its processors that .NET runs on.
    private const int CloseOnExec = 0x80000;

    /// <summary>
    /// Gives standard output another descriptor, and makes the old one another name of standard error: a native library that prints does not
    /// know of streams. No process that this one starts inherits the new one (Linux), or the reader of the output would wait for its end too.
    /// </summary>
    /// <returns>The new descriptor; null on Windows, and where a standard stream is closed: then nothing was changed.</returns>
    public static SafeFileHandle? TakeOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var taken = Duplicate(Output);
        if (taken < 0)
        {
            return null;
        }

        if (OperatingSystem.IsLinux())
        {
            // Cannot fail where the first call did not: both descriptors are open. If it does, a started process keeps the output open.
            _ = DuplicateTo(Output, taken, CloseOnExec);
        }

        var handle = new SafeFileHandle(taken, ownsHandle: true);
        if (DuplicateTo(Error, Output) < 0)
        {
            handle.Dispose();
            return null;
        }

        return handle;
    }

    /// <summary>Whether a write of at most <see cref="AtomicWrite"/> bytes to a pipe, a socket or a terminal would not wait.</summary>
    /// <param name="handle">What is written to; nobody else writes there at the same time.</param>
    /// <returns>False also where this cannot be told: on Linux alone room for one byte is room for so many.</returns>
    public static bool HasRoom(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var asked = new Polled { Wanted = CanWrite };
        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            asked.Descriptor = (int)handle.DangerousGetHandle();
            return Poll(ref asked, 1, timeout: 0) == 1 && asked.Found == CanWrite;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            if (isHeld)
            {
                handle.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref Polled descriptors, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DuplicateTo(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "dup3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DuplicateTo(int descriptor, int target, int flags);

    // struct pollfd of poll.h.
    private struct Polled
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
