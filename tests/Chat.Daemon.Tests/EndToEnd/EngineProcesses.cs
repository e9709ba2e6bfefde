using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>The engine hosts that a <see cref="ChatdProcess"/> brought up: found by the logs in its home, and ended with it.</summary>
internal static class EngineProcesses
{
    /// <summary>The process of the host that answers.</summary>
    public static async Task<int> CurrentAsync(ChatdProcess chatd)
    {
        var status = await chatd.RunAsync("status", "--json");
        Assert.Equal("", status.Error);
        using var document = JsonDocument.Parse(status.Output);
        Assert.Equal("ready", document.RootElement.GetProperty("engine").GetProperty("state").GetString());
        return document.RootElement.GetProperty("engine").GetProperty("processId").GetInt32();
    }

    /// <summary>The processes that have or had a log.</summary>
    public static IReadOnlyList<int> All(ChatdProcess chatd)
    {
        var run = Path.Combine(chatd.File("home"), "run");
        return Directory.Exists(run)
            ?
            [
                .. Directory
                    .GetFiles(run, "engine-*.log")
                    .Select(path =>
                        int.Parse(
                            Path.GetFileNameWithoutExtension(path).AsSpan("engine-".Length),
                            CultureInfo.InvariantCulture
                        )
                    ),
            ]
            : [];
    }

    /// <summary>Whether a process runs; one that has ended and is not yet collected does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited
                && !(
                    File.Exists($"/proc/{id}/stat")
                    && File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal)
                );
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit(TimeSpan.FromSeconds(30));
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    /// <summary>Ends all that still run.</summary>
    public static void End(ChatdProcess chatd)
    {
        foreach (var id in All(chatd).Where(IsAlive))
        {
            Kill(id);
        }
    }
}
