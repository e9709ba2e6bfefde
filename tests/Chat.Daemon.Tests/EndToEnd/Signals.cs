using System.Diagnostics;
using System.Globalization;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>Sends Unix signals.</summary>
internal static class Signals
{
    public static void Send(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
