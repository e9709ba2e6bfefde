using Chat.Daemon;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;

var settings = ProcessEnvironment.ReadSettings();
using var interrupts = new Interrupts();
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
