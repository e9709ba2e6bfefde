using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>What <c>status/get</c> tells: what this process did and does. Members may be called from several threads at once.</summary>
/// <param name="routes">Knows the backend of local models.</param>
internal sealed class StatusBoard(ProfileRoutes routes)
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

    /// <summary>The status now. It loads nothing.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<StatusResult> ReadAsync(CancellationToken cancellationToken)
    {
        var local = routes.Local;
        var loaded = local is null ? [] : await LoadedAsync(local, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            return new StatusResult
            {
                Engine = new EngineStatus { State = local is null ? "absent" : "ready" },
                Queue = new QueueStatus { Running = _running },
                Models = loaded,
                Model = _model,
                LastLatencyMs = _latency?.TotalMilliseconds,
                ReusePercent = _cached + _computed == 0 ? null : 100.0 * _cached / (_cached + _computed),
                Memory = new MemoryStatus { Process = Environment.WorkingSet },
            };
        }
    }

    private static async Task<IReadOnlyList<ModelDescription>> LoadedAsync(
        IChatBackend local,
        CancellationToken cancellationToken
    )
    {
        var models = await local.ListModelsAsync(cancellationToken).ConfigureAwait(false);
        return [.. models.Where(model => model.Loaded)];
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
