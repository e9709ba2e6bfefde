using Chat.Daemon;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;

var settings = ProcessEnvironment.ReadSettings();

// Nobody is left who could return an exit code: the thread that would hangs in a call that hears no token.
#pragma warning disable RS0030
using var interrupts = new Interrupts(TimeProvider.System, () => Environment.Exit(ExitCodes.Interrupted));
#pragma warning restore RS0030

return await Chatd
    .RunAsync(
        args,
        new CommandHost
        {
            Terminal = new SystemTerminal(),
            Settings = settings,
            Engine = new EmbeddedEngine(settings),
            Interrupt = interrupts.Token,
        }
    )
    .ConfigureAwait(false);
