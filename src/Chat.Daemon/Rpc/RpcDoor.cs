using System.IO.Pipelines;
using Chat.Core.Errors;
using Chat.Rpc.Dispatch;

namespace Chat.Daemon.Rpc;

/// <summary>Serves one client on standard input and output, until it leaves, its process dies, or this process is to end.</summary>
/// <param name="host">The process.</param>
/// <param name="log">Where what happens is noted; null for nowhere.</param>
internal sealed class RpcDoor(CommandHost host, RpcLog? log)
{
    /// <summary>How long the work may take to stop once the client has gone: then the process ends over its head.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>How long chunks of a quick stream wait for each other: a screen shows no more than one picture in that time.</summary>
    public static readonly TimeSpan ChunkInterval = TimeSpan.FromMilliseconds(16);

    // Shorter than the patience, so that a client that does not read keeps nobody waiting.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _parentGone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When a process began; null when it does not run.</summary>
    public Func<int, long?> BirthOf { get; init; } = ProcessBirths.Of;

    /// <summary>Serves.</summary>
    /// <returns>The exit code as LSP 3.17 has it: 0 after <c>shutdown</c> and <c>exit</c>, else 1; 130 when interrupted.</returns>
    public async Task<int> RunAsync()
    {
        var output = new AbandonableOutput(host.Terminal.TakeOutput());
        var input = InputPump.Start(host.Terminal.OpenInput());
        using var parent = new ParentWatch(host.Time, BirthOf, () => _parentGone.TrySetResult());
        var service = new RpcService(host, log, parent);
        log?.Note($"chatd {VersionText.Version} listens");
        var connection = RpcConnection.Start(
            new StandardPipes(input.Reader, PipeWriter.Create(output)),
            service.Handlers,
            new RpcConnectionOptions
            {
                Role = RpcRole.Server,
                PeerName = "the client",
                ChunkInterval = ChunkInterval,
                DrainLimit = DrainLimit,
                Time = host.Time,
                Trace = log,
            }
        );
        service.Attach(connection);
        var end = await UntilEndAsync(connection, input).ConfigureAwait(false);
        if (end is null)
        {
            log?.Note("the work did not stop in time: the process ends all the same");
            // Who said shutdown and exit has been polite, whatever the work does.
            return host.Interrupt.IsCancellationRequested ? ExitCodes.Interrupted
                : connection.IsDown && connection.Stopped.IsCompleted ? ExitCodes.Success
                : ExitCodes.Failed;
        }

        await CloseAsync(service).ConfigureAwait(false);
        log?.Note($"ended: {end.Message} Exit code {end.ExitCode}.");
        return host.Interrupt.IsCancellationRequested ? ExitCodes.Interrupted : end.ExitCode;
    }

    private async Task<RpcEnd?> UntilEndAsync(RpcConnection connection, InputPump input)
    {
        var interrupt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.Interrupt.Register(() => interrupt.TrySetResult());
        var first = await Task.WhenAny(connection.Stopped, input.Ended, interrupt.Task, _parentGone.Task)
            .ConfigureAwait(false);
        if (first == _parentGone.Task)
        {
            log?.Note("the client's process has gone");
        }

        // The end of the input is the connection's own end once it has read what came before it. Either may wait for a handler, such as one that
        // loads a model, that hears its token late.
        var isOver = first == input.Ended || first == connection.Stopped;
        var ending = isOver ? connection.Completion : CloseAsync(connection);
        try
        {
            await ending.WaitAsync(Patience, host.Time, CancellationToken.None).ConfigureAwait(false);
            return await connection.Completion.ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static Task CloseAsync(RpcConnection connection) => connection.DisposeAsync().AsTask();

    private async Task CloseAsync(RpcService service)
    {
        try
        {
            await service
                .DisposeAsync()
                .AsTask()
                .WaitAsync(Patience, host.Time, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            log?.Note("a backend did not close in time: the process ends all the same");
        }
        catch (ChatException failure)
        {
            log?.Note($"a backend did not close: {failure.Message}");
        }
    }
}
