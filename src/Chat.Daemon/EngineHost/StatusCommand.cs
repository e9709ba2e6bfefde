using System.CommandLine;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary><c>chatd status</c>: what the engine host holds and does.</summary>
internal static class StatusCommand
{
    /// <summary>What is said when there is no host.</summary>
    public const string NotRunning = "engine host: not running";

    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    /// <summary>Gives a command the options of <c>status</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var json = NewOption.Flag("--json", "Print a JSON object.");
        command.Add(json);
        command.SetAction(
            async (result, _) =>
            {
                var status = await LinkOf(host).Client.StatusAsync(host.Interrupt).ConfigureAwait(false);
                new Utf8Output(host.Terminal.Output).Write(
                    result.GetValue(json) ? Json(status ?? Absent) : StatusText.Describe(status)
                );
                return ExitCodes.Success;
            }
        );
    }

    /// <summary>The way to the engine host.</summary>
    /// <param name="host">The process.</param>
    public static EngineHostLink LinkOf(CommandHost host) =>
        host.EngineHost ?? new EngineHostLink(host.Settings, host.Time);

    /// <summary>Asks for the status, and gives a host that says nothing up after a while. Starts none.</summary>
    /// <param name="client">The way to the host.</param>
    /// <param name="host">The process.</param>
    /// <param name="limit">How long it may take.</param>
    /// <returns>The status; null when no host runs.</returns>
    /// <exception cref="TimeoutException">The host said nothing for that long.</exception>
    /// <exception cref="ChatException">The host cannot be asked.</exception>
    /// <exception cref="OperationCanceledException">The process was interrupted.</exception>
    public static async Task<StatusResult?> AskAsync(EngineHostClient client, CommandHost host, TimeSpan limit)
    {
        using var past = new CancellationTokenSource(limit, host.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(host.Interrupt, past.Token);
        try
        {
            return await client.StatusAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!host.Interrupt.IsCancellationRequested)
        {
            throw new TimeoutException("The engine host says nothing.", error);
        }
    }

    private static StatusResult Absent =>
        new()
        {
            Engine = new EngineStatus { State = "absent" },
            Queue = new QueueStatus(),
        };

    private static string Json(StatusResult status)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            JsonSerializer.Serialize(writer, status, RpcJson.Of<StatusResult>());
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
