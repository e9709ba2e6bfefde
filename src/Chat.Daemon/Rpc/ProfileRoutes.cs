using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Routing;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>
/// The backends of a process that lives long. The profiles file is read again when it changed (its time or its length); requests that run
/// keep the backends that they began with. A profile's backend is opened once; there are no more than the file and the ready-made profiles
/// name. Local models do not depend on the file. Members may be called from several threads at once.
/// </summary>
/// <param name="host">The process.</param>
/// <param name="local">Answers with local models; not owned.</param>
internal sealed class ProfileRoutes(CommandHost host, LocalModels local) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly DoorBackends _backends = new(host, new EngineChoices(), progress: null);
    private RouteSet? _current;
    private FileStamp _stamp;
    private bool _disposed;

    /// <summary>Finds what answers a request. Dispose of it when the request is over.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="priority">How soon a local model computes it.</param>
    /// <param name="timeouts">Limits in the place of the profile's; null for none.</param>
    /// <param name="progress">Is told what a local model waits for; null for nobody.</param>
    /// <exception cref="ChatException">
    /// The profiles file cannot be read, there is no such profile, its key cannot be had, or a limit is out of range.
    /// </exception>
    public RouteVisit Open(
        string? model,
        RequestPriority priority,
        RequestTimeouts? timeouts,
        IProgress<ProgressValue>? progress
    )
    {
        var set = Rent();
        try
        {
            var reference = set.Router.Profiles.Resolve(model);
            var limits = RequestLimits.Merge(reference.Profile.Timeouts, timeouts);
            if (reference.Profile.Kind == ProfileKind.Local)
            {
                var engine = Wrap(local.Open(priority, progress), reference.Profile, limits);
                return new RouteVisit(set, reference, engine, engine);
            }

            if (timeouts is null || limits == reference.Profile.Timeouts)
            {
                return new RouteVisit(set, reference, set.Router.BackendOf(reference.Profile), owned: null);
            }

            // Its connections are the same as those of the kept one: only the limits are its own.
            var hurried = _backends.Open(reference.Profile with { Timeouts = limits });
            return new RouteVisit(set, reference, hurried, hurried);
        }
        catch
        {
            set.Return();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        RouteSet? current;
        lock (_gate)
        {
            _disposed = true;
            (current, _current) = (_current, null);
        }

        current?.Return();
        if (current is not null)
        {
            await current.Closed.ConfigureAwait(false);
        }

        _backends.Dispose();
    }

    private RouteSet Rent()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var stamp = FileStamp.Of(host.Settings.ProfilesFile);
            if (_current is null || stamp != _stamp)
            {
                // Read before the old one is let go: while the file is wrong each request is told so, and none meets half a change.
                var next = new RouteSet(new ChatRouter(DoorBackends.ProfilesOf(host), _backends));
                _current?.Return();
                (_current, _stamp) = (next, stamp);
            }

            _current.Rent();
            return _current;
        }
    }

    /// <summary>The profile and name that a model reference means.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <exception cref="ChatException">The profiles file cannot be read, or there is no such profile.</exception>
    public ModelReference Resolve(string? model)
    {
        var set = Rent();
        try
        {
            return set.Router.Profiles.Resolve(model);
        }
        finally
        {
            set.Return();
        }
    }

    private IChatBackend Wrap(IChatBackend engine, ChatProfile profile, ProfileTimeouts limits)
    {
        var backend = profile.Strict ? new StrictBackend(engine) : engine;
        return limits is { FirstToken: null, Idle: null, Total: null }
            ? backend
            : new LimitedBackend(backend, limits, host.Time);
    }
}
