using System.Diagnostics;
using System.Globalization;

namespace Chat.Daemon.Rpc;

/// <summary>Tells processes apart, as a number is given to another process in time.</summary>
internal static class ProcessBirths
{
    // proc(5): after the name, which may hold blanks and parentheses, come the state and, 19 fields later, the start.
    private const int StartField = 19;

    /// <summary>When a process began, in a unit of the system's own.</summary>
    /// <param name="processId">Its number.</param>
    /// <returns>Null when there is none of that number that still runs.</returns>
    public static long? Of(int processId) => OperatingSystem.IsLinux() ? OnLinux(processId) : Elsewhere(processId);

    private static long? OnLinux(int processId)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            // A zombie has ended, and waits only for its parent to look.
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[StartField], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long? Elsewhere(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.StartTime.Ticks;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It is there and belongs to someone else: all that can be told of it.
            return 0;
        }
    }
}
