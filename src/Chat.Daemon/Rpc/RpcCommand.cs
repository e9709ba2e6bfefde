using System.CommandLine;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Rpc;

/// <summary><c>chatd rpc</c>: the daemon of an editor, on standard input and output.</summary>
internal static class RpcCommand
{
    /// <summary>Gives a command the options of <c>rpc</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var log = NewOption.Text(
            "--log",
            "FILE",
            "Note what happens in this file (at most 10 MiB, then it begins anew), or on standard error when it is stderr."
        );
        var trace = NewOption.Flag(
            "--trace",
            "Note every message too, with secrets removed. Prompts and answers are in it."
        );
        command.Add(log);
        command.Add(trace);
        var inProcess = EngineChoiceOptions.NewInProcess();
        command.Add(inProcess);
        command.SetAction(
            async (result, _) =>
            {
                var reader = new OptionReader(result);
                var isTraced = reader.IsSet(trace);
                var served = reader.IsSet(inProcess) ? host with { EngineHost = null } : host;
                if (reader.Name(log) is not { } place)
                {
                    return isTraced
                        ? throw UsageError.Create(
                            $"{trace.Name} is set without {log.Name}.",
                            $"Say where to with {log.Name} FILE or {log.Name} stderr."
                        )
                        : await new RpcDoor(served, log: null).RunAsync().ConfigureAwait(false);
                }

                var opened = RpcLog.Open(place, host, isTraced);
                await using var owned = opened.ConfigureAwait(false);
                return await new RpcDoor(served, opened).RunAsync().ConfigureAwait(false);
            }
        );
    }
}
