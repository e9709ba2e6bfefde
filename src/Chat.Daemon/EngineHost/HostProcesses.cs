using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Chat.Daemon.Rpc;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>
/// The processes that are engine hosts of an address, those among them that take no more requests and those that hang. Each holds a file
/// locked that names it: a number that the system has given to another process since then is not taken for a host.
/// </summary>
internal static class HostProcesses
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The file that a process holds as long as it is a host.</summary>
    /// <param name="address">The address.</param>
    /// <param name="processId">The process.</param>
    public static string LockFile(EngineHostAddress address, int processId) =>
        Path.ChangeExtension(
            address.LockFile,
            string.Create(CultureInfo.InvariantCulture, $"{processId}{Path.GetExtension(address.LockFile)}")
        );

    /// <summary>Finds them. Files of hosts that were killed are removed.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The files cannot be opened.</exception>
    public static IReadOnlyList<int> Find(EngineHostAddress address)
    {
        var name = Path.GetFileNameWithoutExtension(address.LockFile);
        if (!Directory.Exists(address.RunFolder))
        {
            return [];
        }

        return
        [
            .. Directory
                .EnumerateFiles(address.RunFolder, $"{name}.*{Path.GetExtension(address.LockFile)}")
                .Select(file => Path.GetFileNameWithoutExtension(file).AsSpan(name.Length + 1).ToString())
                .Select(text =>
                    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
                )
                .Where(id => id > 0 && IsHeld(address, id)),
        ];
    }

    /// <summary>Ends a host at once, whatever it hangs in. Does nothing to a process that is no host of the address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="processId">The process.</param>
    public static void Kill(EngineHostAddress address, int processId)
    {
        if (processId == Environment.ProcessId || !IsHeld(address, processId))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended, or the caller sees that it has not.
        }
    }

    /// <summary>Waits until a process has ended.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="limit">How long at most.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>False when it goes on.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<bool> EndsAsync(
        int processId,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        while (ProcessBirths.Of(processId) is not null)
        {
            if (time.GetElapsedTime(start) >= limit)
            {
                return false;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static bool IsHeld(EngineHostAddress address, int processId)
    {
        var file = LockFile(address, processId);
        if (!File.Exists(file))
        {
            return false;
        }

        // Nobody held it: it is removed with the lock.
        using var taken = HostLock.TryTake(file);
        return taken is null;
    }
}
