using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Daemon.EngineHost;

/// <summary>One client of an engine host.</summary>
internal sealed class HostSession : IAsyncDisposable
{
    private readonly HostServices _services;
    private readonly TaskCompletionSource<RpcConnection> _connection = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Lazy<Task> _closing;
    private volatile bool _wantsStatus;
    private Task _telling = Task.CompletedTask;

    /// <summary>Begins to serve a client.</summary>
    /// <param name="stream">Its stream; owned.</param>
    /// <param name="services">The host.</param>
    /// <param name="isRefused">True tells it that there are too many, and nothing else.</param>
    public HostSession(Stream stream, HostServices services, bool isRefused)
    {
        _services = services;
        _closing = new Lazy<Task>(() => NotifyAsync(RpcNotifications.EngineClosing, new NoFields()));
        var connection = RpcConnection.Start(
            stream,
            stream,
            isRefused ? Refusal() : Handlers(),
            new RpcConnectionOptions
            {
                Role = RpcRole.Server,
                PeerName = "the client",
                Time = services.Settings.Time,
            }
        );
        _connection.SetResult(connection);
        Completion = connection.Completion;
    }

    /// <summary>Ends when the client has gone and nothing of it runs any more. Never fails.</summary>
    public Task Completion { get; }

    /// <summary>Tells the client that the host ends; once, however often it is called.</summary>
    public Task TellClosingAsync() => _closing.Value;

    /// <summary>Waits until the client's requests that are open now are answered.</summary>
    public async Task AnsweredAsync()
    {
        var connection = await _connection.Task.ConfigureAwait(false);
        await connection.AnsweredAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Tells the client the state of the host, when it wants to know and has taken the last one. Called by one thread at a time.</summary>
    /// <param name="status">The state.</param>
    public void TellStatus(StatusResult status)
    {
        if (_wantsStatus && _telling.IsCompleted)
        {
            _telling = NotifyAsync(RpcNotifications.StatusChanged, status);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var connection = await _connection.Task.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static RpcHandlers Refusal() =>
        new RpcHandlers().OnRequest<InitializeParams, InitializeResult>(
            RpcMethods.Initialize,
            (_, _, _) =>
                throw new ChatException(
                    ChatErrorKind.Overloaded,
                    "The engine host has as many connections as it takes.",
                    "Close programs that use it, or try again later."
                )
                {
                    IsRetryable = true,
                }
        );

    private RpcHandlers Handlers()
    {
        var handlers = new RpcHandlers();
        return handlers
            .OnRequest(RpcMethods.Initialize, (client, _, _) => Task.FromResult(Introduce(client, handlers.Methods)))
            .OnChatComplete(
                (fields, call, _) =>
                    ValueTask.FromResult<Core.Backends.IChatBackend>(
                        new HostedRequest(_services, this, fields, call.OpenProgress(fields.Progress))
                    )
            )
            .OnRequest(
                RpcMethods.ModelsList,
                async (_, _, token) =>
                    new ModelsListResult
                    {
                        Models = await _services.Engine.Backend.ListModelsAsync(token).ConfigureAwait(false),
                    }
            )
            .OnRequest(RpcMethods.ModelsLoad, (fields, call, token) => ModelAsync(fields, call, load: true, token))
            .OnRequest(RpcMethods.ModelsUnload, (fields, call, token) => ModelAsync(fields, call, load: false, token))
            .OnRequest(RpcMethods.TokensCount, (fields, _, token) => CountAsync(fields, token))
            .OnRequest(RpcMethods.CompletionInline, (fields, _, token) => ProposeAsync(fields, token))
            .OnRequest(RpcMethods.StatusGet, (_, _, _) => Task.FromResult(_services.Status()))
            .OnRequest(RpcMethods.EngineStop, (fields, _, token) => StopAsync(fields, token));
    }

    // Whatever protocol the client speaks: it decides, and may end this host for a newer one.
    private InitializeResult Introduce(InitializeParams client, IReadOnlyList<string> methods)
    {
        _wantsStatus = client.Capabilities?.Status == true;
        return new InitializeResult
        {
            ProtocolVersion = _services.Settings.Protocol,
            Server = _services.Settings.Self,
            Capabilities = new ServerCapabilities { Methods = methods },
        };
    }

    private async Task<ModelResult> ModelAsync(ModelParams fields, RpcCall call, bool load, CancellationToken token)
    {
        var line = call.OpenProgress(fields.Progress);
        using var slot = await _services.EnterAsync(this, token).ConfigureAwait(false);
        using var waiting = _services.Lines.Add(line);
        return new ModelResult
        {
            Model = load
                ? await _services.Engine.LoadAsync(fields.Model, token).ConfigureAwait(false)
                : await _services.Engine.UnloadAsync(fields.Model, token).ConfigureAwait(false),
        };
    }

    private async Task<TokensCountResult> CountAsync(TokensCountParams fields, CancellationToken token)
    {
        using var slot = await _services.EnterAsync(this, token).ConfigureAwait(false);
        return await _services.Engine.CountAsync(fields, token).ConfigureAwait(false);
    }

    private async Task<InlineResult> ProposeAsync(InlineParams fields, CancellationToken token)
    {
        using var slot = await _services.EnterAsync(this, token).ConfigureAwait(false);
        return await _services.Engine.ProposeAsync(fields, token).ConfigureAwait(false);
    }

    private async Task<NoFields> StopAsync(EngineStopParams fields, CancellationToken token)
    {
        _services.Gate.Close(fields.Drain);
        await _services.Released.Task.WaitAsync(token).ConfigureAwait(false);
        return new NoFields();
    }

    private async Task NotifyAsync<T>(RpcNotification<T> notification, T fields)
        where T : class
    {
        var connection = await _connection.Task.ConfigureAwait(false);
        await connection.NotifyAsync(notification, fields, CancellationToken.None).ConfigureAwait(false);
    }
}
