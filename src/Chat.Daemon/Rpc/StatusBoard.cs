using Chat.Client.Profiles;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>What <c>status/get</c> tells: what this process did and does. Members may be called from several threads at once.</summary>
/// <param name="local">Knows what the engine does.</param>
internal sealed class StatusBoard(LocalModels local)
{
    private readonly Lock _gate = new();
    private int _running;
    private string? _model;
    private TimeSpan? _latency;
    private long _cached;
    private long _computed;

    /// <summary>Called after each change; must not block or throw.</summary>
    public Action? Changed { get; set; }

    /// <summary>A request began.</summary>
    /// <param name="reference">The model that is asked.</param>
    /// <param name="time">The clock.</param>
    public StatusEntry Begin(ModelReference reference, TimeProvider time)
    {
        var entry = new StatusEntry(this, reference, time);
        Note(() => _running += entry.IsLocal ? 1 : 0);
        return entry;
    }

    /// <summary>A request got its first token.</summary>
    /// <param name="entry">The request.</param>
    /// <param name="latency">How long that took.</param>
    public void FirstToken(StatusEntry entry, TimeSpan latency) =>
        Note(() => (_model, _latency) = (entry.Model, latency));

    /// <summary>A request told what it cost.</summary>
    /// <param name="timings">What it cost.</param>
    public void Measured(CompletionTimings timings) =>
        Note(() =>
        {
            _cached += timings.CachedTokens;
            _computed += timings.PromptTokens;
        });

    /// <summary>A request is over.</summary>
    /// <param name="entry">The request.</param>
    public void End(StatusEntry entry) => Note(() => _running -= entry.IsLocal ? 1 : 0);

    /// <summary>The status now: of the engine as it tells it, whoever asked it; of this process where there is none. Starts and loads nothing.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The engine host does not answer, or is somebody else's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<StatusResult> ReadAsync(CancellationToken cancellationToken)
    {
        var engine = await local.StatusAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            return new StatusResult
            {
                Engine = engine?.Engine ?? new EngineStatus { State = "absent" },
                Queue = engine?.Engine.ProcessId is null ? new QueueStatus { Running = _running } : engine.Queue,
                Models = engine?.Models ?? [],
                Model = _model ?? engine?.Model,
                LastLatencyMs = _latency?.TotalMilliseconds,
                ReusePercent =
                    engine?.ReusePercent is { } reused ? reused
                    : _cached + _computed == 0 ? null
                    : 100.0 * _cached / (_cached + _computed),
                Memory = engine?.Memory ?? new MemoryStatus { Process = Environment.WorkingSet },
            };
        }
    }

    private void Note(Action change)
    {
        lock (_gate)
        {
            change();
        }

        Changed?.Invoke();
    }
}
