using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>What the connections of an engine host share.</summary>
/// <param name="engine">The engine.</param>
/// <param name="gate">Counts the requests.</param>
/// <param name="settings">How the host behaves.</param>
internal sealed class HostServices(IHostedEngine engine, RequestGate gate, HostSettings settings)
{
    // Written by any request, as ticks so that it is whole; 0 before the first.
    private long _latency;

    /// <summary>The engine.</summary>
    public IHostedEngine Engine => engine;

    /// <summary>How the host behaves.</summary>
    public HostSettings Settings => settings;

    /// <summary>Counts the requests.</summary>
    public RequestGate Gate => gate;

    /// <summary>Who waits for a first token.</summary>
    public HostProgressLines Lines { get; } = new();

    /// <summary>Ends when the address is free for the next host.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From the last request to its first chunk; zero before the first.</summary>
    public TimeSpan Latency
    {
        get => new(Interlocked.Read(ref _latency));
        set => Interlocked.Exchange(ref _latency, value.Ticks);
    }

    /// <summary>Takes a request; its caller hears first that the host ends, when it does.</summary>
    /// <param name="session">The connection it came on.</param>
    /// <param name="cancellationToken">Cancelled when its answer is not wanted any more.</param>
    /// <exception cref="ChatException">The host ends: kind <see cref="ChatErrorKind.Overloaded"/>.</exception>
    public async ValueTask<GateSlot> EnterAsync(HostSession session, CancellationToken cancellationToken)
    {
        if (gate.TryEnter(cancellationToken) is { } slot)
        {
            return slot;
        }

        await session.TellClosingAsync().ConfigureAwait(false);
        throw new ChatException(
            ChatErrorKind.Overloaded,
            "The engine host ends and takes no more requests.",
            "Ask again: the next request starts a new one."
        )
        {
            IsRetryable = true,
        };
    }

    /// <summary>The state of the host.</summary>
    public StatusResult Status()
    {
        var status = engine.Status();
        return status with
        {
            Engine = new EngineStatus
            {
                State = gate.Closing.IsCompleted ? "draining" : "ready",
                ProcessId = settings.Self.ProcessId,
                Version = settings.Self.Version,
            },
            LastLatencyMs = Latency == TimeSpan.Zero ? null : Latency.TotalMilliseconds,
            Memory = (status.Memory ?? new MemoryStatus()) with { Process = Environment.WorkingSet },
        };
    }
}
