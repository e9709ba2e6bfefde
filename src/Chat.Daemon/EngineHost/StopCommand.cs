using System.CommandLine;
using System.Globalization;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.EngineHost;

/// <summary><c>chatd stop</c>: ends the engine host.</summary>
internal static class StopCommand
{
    /// <summary>Gives a command the options of <c>stop</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var now = NewOption.Flag("--now", "Cancel what runs, instead of waiting for it.");
        command.Add(now);
        command.SetAction(
            async (result, _) =>
            {
                var stopped = await StatusCommand
                    .LinkOf(host)
                    .Client.StopAsync(drain: !result.GetValue(now), host.Interrupt)
                    .ConfigureAwait(false);
                new Utf8Output(host.Terminal.Output).WriteLine(
                    stopped is null
                        ? StatusCommand.NotRunning
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"engine host: ended (process {stopped.ProcessId})"
                        )
                );
                return ExitCodes.Success;
            }
        );
    }
}
