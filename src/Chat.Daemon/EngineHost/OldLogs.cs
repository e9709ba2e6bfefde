using System.Diagnostics;
using System.Globalization;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>The logs of engine hosts that have ended.</summary>
internal static class OldLogs
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 3;

    private const string Prefix = "engine-";

    /// <summary>Removes all but the last few. What cannot be removed stays.</summary>
    /// <param name="address">Where the logs are.</param>
    /// <param name="ownId">This process.</param>
    public static void Remove(EngineHostAddress address, int ownId)
    {
        try
        {
            var old = Directory
                .EnumerateFiles(address.RunFolder, $"{Prefix}*.log")
                .Where(path => ProcessOf(path) is { } id && id != ownId && !IsAlive(id))
                .OrderByDescending(File.GetLastWriteTimeUtc)
                .Skip(Kept)
                .ToList();
            foreach (var path in old)
            {
                File.Delete(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // They cost a few kilobytes.
        }
    }

    /// <summary>Removes the log of a process that has nothing to say.</summary>
    /// <param name="address">Where the logs are.</param>
    /// <param name="ownId">This process.</param>
    public static void RemoveOwn(EngineHostAddress address, int ownId)
    {
        try
        {
            var own = new FileInfo(address.LogFile(ownId));
            if (own is { Exists: true, Length: 0 })
            {
                own.Delete();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is empty.
        }
    }

    private static int? ProcessOf(string path) =>
        int.TryParse(
            Path.GetFileNameWithoutExtension(path).AsSpan(Prefix.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception error)
            when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
