using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Daemon.Rpc;

/// <summary>What the daemon answers to its one client, and what it keeps between requests.</summary>
internal sealed class RpcService : IAsyncDisposable
{
    private readonly CommandHost _host;
    private readonly ParentWatch _parent;
    private readonly RpcLog? _log;
    private readonly LocalModels _local;
    private readonly ProfileRoutes _routes;
    private readonly StatusBoard _status;
    private readonly StatusNotifier _notifier;

    /// <summary>Makes it; nothing is read or loaded yet.</summary>
    /// <param name="host">The process.</param>
    /// <param name="log">Where what happens is noted; null for nowhere.</param>
    /// <param name="parent">Watches the client's process.</param>
    public RpcService(CommandHost host, RpcLog? log, ParentWatch parent)
    {
        _host = host;
        _log = log;
        _parent = parent;
        _local = new LocalModels(host, what => log?.Note(what));
        _routes = new ProfileRoutes(host, _local);
        _status = new StatusBoard(_local);
        _notifier = new StatusNotifier(host.Time, _status.ReadAsync);
        _status.Changed = _notifier.Poke;
        if (host.EngineHost is { } link)
        {
            link.Changed = _notifier.Poke;
        }

        var models = new ModelMethods(host, _local);
        var profiles = new ProfileMethods(host);
        Handlers = new RpcHandlers()
            .OnInitialize(
                new PeerInfo
                {
                    Name = "chatd",
                    Version = VersionText.Version,
                    ProcessId = Environment.ProcessId,
                },
                Introduced
            )
            // Nothing waits for it: LSP has it, and a log without a remark on it reads better.
            .OnNotification(RpcNotifications.Initialized, _ => { })
            .OnChatComplete((fields, call, _) => new(new RoutedBackend(_routes, _status, host, fields, call)))
            .OnRequest(RpcMethods.CompletionInline, (fields, _, cancellation) => ProposeAsync(fields, cancellation))
            .OnRequest(RpcMethods.ModelsList, (fields, _, cancellation) => models.ListAsync(fields, cancellation))
            .OnRequest(
                RpcMethods.ModelsLoad,
                (fields, call, cancellation) => ChangeAsync(models.LoadAsync(fields, call, cancellation))
            )
            .OnRequest(
                RpcMethods.ModelsUnload,
                (fields, call, cancellation) => ChangeAsync(models.UnloadAsync(fields, call, cancellation))
            )
            .OnRequest(RpcMethods.ModelsPull, (fields, _, _) => throw ModelMethods.NoPull(fields))
            .OnRequest(
                RpcMethods.TokensCount,
                (fields, _, cancellation) => new TokenCounts(host, _local).CountAsync(fields, cancellation)
            )
            .OnRequest(RpcMethods.ProfilesList, (_, _, _) => Task.Run(profiles.List))
            .OnRequest(RpcMethods.ProfilesTest, (fields, _, cancellation) => profiles.TestAsync(fields, cancellation))
            .OnRequest(RpcMethods.StatusGet, (_, _, cancellation) => _status.ReadAsync(cancellation));
    }

    /// <summary>What is answered.</summary>
    public RpcHandlers Handlers { get; }

    /// <summary>Names the connection that notifications go to.</summary>
    /// <param name="connection">The connection.</param>
    public void Attach(RpcConnection connection) =>
        _notifier.Attach(
            (status, cancellation) => connection.NotifyAsync(RpcNotifications.StatusChanged, status, cancellation)
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _notifier.DisposeAsync().ConfigureAwait(false);
        await _routes.DisposeAsync().ConfigureAwait(false);
        await _local.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<InlineResult> ProposeAsync(InlineParams fields, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var reference = _routes.Resolve(fields.Model ?? _host.Settings.Model);
        var limits = RequestLimits.Merge(reference.Profile.Timeouts, fields.Timeouts);
        if (reference.Profile.Kind != ProfileKind.Local)
        {
            return new InlineResult
            {
                Items = [],
                Reason = $"{reference} is a model of a server, and text at the cursor comes from local models only.",
            };
        }

        using var clock = new LimitClock(limits, _host.Time, cancellationToken);
        try
        {
            // It comes as a whole, so that its first token is all of it.
            clock.Start();
            var proposing = _local.ProposeAsync(fields with { Model = reference.AskedName }, clock.Token);
            clock.Await(proposing);
            return await proposing.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (!cancellationToken.IsCancellationRequested && clock.Failure is not null)
        {
            throw clock.Failure;
        }
    }

    // What is loaded is part of the status, and no request of this process tells of it.
    private async Task<ModelResult> ChangeAsync(Task<ModelResult> change)
    {
        try
        {
            return await change.ConfigureAwait(false);
        }
        finally
        {
            _notifier.Poke();
        }
    }

    private void Introduced(InitializeParams client)
    {
        if (client.ProcessId is < 1)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"params.processId is {client.ProcessId}.",
                "Give the number of the process whose end is to end chatd, or leave it out."
            );
        }

        if (client.ProcessId is { } process)
        {
            _parent.Start(process);
        }

        if (client.Capabilities?.Status == true)
        {
            _notifier.Start();
        }

        _log?.Note($"the client is {client.Client.Name} {client.Client.Version}");
    }
}
