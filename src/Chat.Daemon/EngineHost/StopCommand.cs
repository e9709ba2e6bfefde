using System.CommandLine;
using System.Globalization;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary><c>chatd stop</c>: ends the engine host, and returns when its process has ended.</summary>
internal static class StopCommand
{
    private const string ByTheSystem = "End it with the means of the system.";

    // From its last word to the end of a process: the model's memory is given back.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    // The same for a process that hangs, perhaps, and is killed after it.
    private static readonly TimeSpan NowLimit = TimeSpan.FromSeconds(2);

    // A host that says nothing for so long hangs, and one that is known is killed without being told.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    /// <summary>Gives a command the options of <c>stop</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var now = NewOption.Flag(
            "--now",
            "Cancel what runs, instead of waiting for it, and kill a host that hangs or has no room for the order."
        );
        command.Add(now);
        command.SetAction(
            async (result, _) =>
            {
                var ended = result.GetValue(now)
                    ? await StopNowAsync(host).ConfigureAwait(false)
                    : await StopAsync(host).ConfigureAwait(false);
                new Utf8Output(host.Terminal.Output).Write(ended);
                return ExitCodes.Success;
            }
        );
    }

    private static async Task<string> StopAsync(CommandHost host)
    {
        var address = EngineHostLink.AddressOf(host.Settings);
        var stopped = await StatusCommand
            .LinkOf(host)
            .Client.StopAsync(drain: true, host.Interrupt)
            .ConfigureAwait(false);
        if (stopped is null)
        {
            var draining = string.Concat(
                HostProcesses.Find(address).Select(id => Line(id, "ends when its requests are done"))
            );
            return draining.Length > 0 ? draining : StatusCommand.NotRunning + "\n";
        }

        var process = stopped.ProcessId ?? 0;
        return await HostProcesses.EndsAsync(process, EndLimit, host.Time, host.Interrupt).ConfigureAwait(false)
            ? Line(process, "ended")
            : throw StillThere(process, "Use chatd stop --now to kill it.");
    }

    private static async Task<string> StopNowAsync(CommandHost host)
    {
        var address = EngineHostLink.AddressOf(host.Settings);
        var told = await TellAsync(host, address).ConfigureAwait(false);
        // Those that drain have no socket any more, and those that hang heard nothing.
        var hosts = HostProcesses.Find(address).ToHashSet();
        if (told?.ProcessId is { } stopped)
        {
            hosts.Add(stopped);
        }

        var text = "";
        foreach (var process in hosts)
        {
            var limit = process == told?.ProcessId ? NowLimit : TimeSpan.Zero;
            var hasEnded = await HostProcesses
                .EndsAsync(process, limit, host.Time, host.Interrupt)
                .ConfigureAwait(false);
            if (!hasEnded)
            {
                HostProcesses.Kill(address, process);
                hasEnded = await HostProcesses
                    .EndsAsync(process, EndLimit, host.Time, host.Interrupt)
                    .ConfigureAwait(false);
            }

            text += hasEnded ? Line(process, "ended") : throw StillThere(process, ByTheSystem);
        }

        return text.Length > 0 ? text : StatusCommand.NotRunning + "\n";
    }

    private static async Task<PeerInfo?> TellAsync(CommandHost host, EngineHostAddress address)
    {
        var client = StatusCommand.LinkOf(host).Client;
        // Only a process that holds its file is killed, so only for such a one there is no need to wait longer.
        if (HostProcesses.Find(address).Count > 0 && !await AnswersAsync(client, host).ConfigureAwait(false))
        {
            return null;
        }

        try
        {
            return await client.StopAsync(drain: false, host.Interrupt).ConfigureAwait(false);
        }
        catch (ChatException error) when (error.Kind is ChatErrorKind.ConnectTimeout or ChatErrorKind.Overloaded)
        {
            // One that is known is ended all the same.
            return HostProcesses.Find(address).Count > 0
                ? null
                : throw new ChatException(error.Kind, error.Message, ByTheSystem, error) { IsRetryable = true };
        }
    }

    private static async Task<bool> AnswersAsync(EngineHostClient client, CommandHost host)
    {
        try
        {
            await StatusCommand.AskAsync(client, host, AnswerLimit).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (ChatException)
        {
            // Whatever that is, telling it to end meets it again.
            return true;
        }
    }

    private static ChatException StillThere(int process, string advice) =>
        new(
            ChatErrorKind.Internal,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The engine host (process {process}) was told to end and has not."
            ),
            advice
        );

    private static string Line(int process, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"engine host: {what} (process {process})\n");
}
