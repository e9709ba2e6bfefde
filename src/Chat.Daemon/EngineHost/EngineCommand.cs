using System.CommandLine;
using System.Diagnostics;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary><c>chatd engine</c>: the engine host. The other commands start it.</summary>
internal static class EngineCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "engine";

    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(10);

    /// <summary>Gives a command the options of <c>engine</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var idle = NewOption.Text("--idle", "SECONDS", "End after this time without a request. Default: 300.");
        command.Add(idle);
        command.SetAction((result, _) => RunAsync(host, new OptionReader(result).Seconds(idle, LongestIdle)));
    }

    /// <summary>This program, as it introduces itself.</summary>
    public static PeerInfo Self { get; } =
        new()
        {
            Name = "chatd",
            Version = VersionText.Version,
            ProcessId = Environment.ProcessId,
        };

    // Elsewhere whoever starts the host has its standard error go there, and with it llama.cpp's last words.
    private static StreamWriter OpenLog(EngineHostAddress address)
    {
        address.Prepare();
        try
        {
            var file = new FileStream(
                address.LogFile(Environment.ProcessId),
                FileMode.Create,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete
            );
            return new StreamWriter(file) { AutoFlush = true };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"The log of the engine host cannot be written: {error.Message.TrimEnd('.')}.",
                "Make the folder writable, or make room on the disk.",
                error
            );
        }
    }

    private static async Task<int> RunAsync(CommandHost host, TimeSpan? idle)
    {
        var address = EngineHostLink.AddressOf(host.Settings);
        var settings = new HostSettings
        {
            Self = Self,
            Time = host.Time,
            Kill = () => Process.GetCurrentProcess().Kill(),
        };
        if (idle is { } time)
        {
            settings = settings with { Idle = time };
        }

        try
        {
            using var writer = OperatingSystem.IsWindows() ? OpenLog(address) : null;
            var log = new HostLog(writer ?? host.Terminal.Error, host.Time);
            using var loggers = new HostLoggers(log);
            var engine = new HostedEmbeddedEngine(host.Settings, loggers);
            return await new EngineHostServer(address, engine, settings, log)
                .RunAsync(host.Interrupt)
                .ConfigureAwait(false);
        }
        catch (ChatException error) when (error.Kind == ChatErrorKind.Permission)
        {
            ErrorReport.Write(host.Terminal.Error, error);
            return IEngineHostProcess.NoPlace;
        }
    }
}
