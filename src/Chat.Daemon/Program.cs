using Chat.Daemon;
using Chat.Daemon.Ask;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.EngineHost;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;

var settings = ProcessEnvironment.ReadSettings();
var isEngine = args.Length > 0 && string.Equals(args[0], EngineCommand.Name, StringComparison.Ordinal);

// Nobody is left who could return an exit code: the thread that would hangs in a call that hears no token.
#pragma warning disable RS0030
using var interrupts = isEngine
    ? null
    : new Interrupts(TimeProvider.System, () => Environment.Exit(ExitCodes.Interrupted));
#pragma warning restore RS0030
using var signals = isEngine ? new EngineSignals() : null;
var link = new EngineHostLink(settings, TimeProvider.System);
await using var ownedLink = link.ConfigureAwait(false);
if (AskCommand.IsWarming(args))
{
    // The command line is read meanwhile, which takes as long.
    link.Client.Warm();
}

return await Chatd
    .RunAsync(
        args,
        new CommandHost
        {
            Terminal = new SystemTerminal(),
            Settings = settings,
            Engine = new EmbeddedEngine(settings),
            EngineHost = link,
            Interrupt = interrupts?.Token ?? signals!.Token,
        }
    )
    .ConfigureAwait(false);
