using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chat.Daemon.ConsoleIO;

/// <summary>The descriptors behind the standard streams, on Unix.</summary>
internal static partial class StandardDescriptors
{
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

    [LibraryImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DuplicateTo(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "dup3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DuplicateTo(int descriptor, int target, int flags);
}
