using System.Globalization;
using System.Text;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>The state of the engine host, for a person.</summary>
internal static class StatusText
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Puts it into lines.</summary>
    /// <param name="status">The state; null when there is no host.</param>
    public static string Describe(StatusResult? status)
    {
        if (status is null)
        {
            return StatusCommand.NotRunning + "\n";
        }

        var text = new StringBuilder();
        var engine = status.Engine;
        Line(text, $"engine host: {engine.State}, process {engine.ProcessId}, version {engine.Version}");
        Line(text, $"requests:    {status.Queue.Running} running, {status.Queue.Waiting} waiting");
        if (status.Memory is { } memory)
        {
            Line(
                text,
                $"memory:      {Size(memory.Process)} in all, {Size(memory.Models)} models, {Size(memory.Contexts)} contexts"
            );
        }

        foreach (var model in status.Models ?? [])
        {
            Line(text, $"model:       {ConsoleIO.SafeText.Line(model.Id)}");
        }

        if (status.LastLatencyMs is { } latency)
        {
            Line(text, $"first token: {latency:0} ms after the last request");
        }

        if (status.ReusePercent is { } reuse)
        {
            Line(text, $"reused:      {reuse:0} % of prompt tokens");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Size(long? bytes) =>
        bytes is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number / Mebibyte:0} MiB") : "-";
}
