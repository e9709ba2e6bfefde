using System.Diagnostics;

namespace Chat.Testing;

/// <summary>Makes named pipes.</summary>
public static class Fifo
{
    /// <summary>Makes one.</summary>
    /// <param name="path">Where.</param>
    /// <returns>False on a system that has none.</returns>
    public static bool TryMake(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        using var make = Process.Start("mkfifo", [path]);
        make.WaitForExit();
        return make.ExitCode == 0;
    }
}
