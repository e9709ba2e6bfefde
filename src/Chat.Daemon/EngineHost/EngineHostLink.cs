using Chat.Core.Backends;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Settings;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>The way of a door to the engine host. Nothing is connected or started before the first request.</summary>
internal sealed class EngineHostLink : IAsyncDisposable
{
    private readonly Lazy<EngineHostClient> _client;

    /// <summary>Makes it.</summary>
    /// <param name="settings">Where the host is.</param>
    /// <param name="time">The clock.</param>
    public EngineHostLink(ChatSettings settings, TimeProvider time) =>
        _client = new Lazy<EngineHostClient>(() =>
            new EngineHostClient(
                AddressOf(settings),
                new EngineLauncher(),
                new EngineHostClientOptions
                {
                    Client = EngineCommand.Self,
                    StatusChanged = Changed is { } changed ? _ => changed() : null,
                    Disconnected = Changed,
                    Time = time,
                }
            )
        );

    /// <summary>
    /// Called when the status of the host has changed or the connection has ended; must not block or throw. Set before the first request;
    /// null where nobody wants to know.
    /// </summary>
    public Action? Changed { get; set; }

    /// <summary>The client.</summary>
    public EngineHostClient Client => _client.Value;

    /// <summary>Where the engine host of a user is.</summary>
    /// <param name="settings">The user's settings.</param>
    public static EngineHostAddress AddressOf(ChatSettings settings) =>
        EngineHostAddress.Of(settings.Folders.Run, settings.NativeFolder, OperatingSystem.IsWindows());

    /// <summary>Makes a backend that answers with the host, and in this process where no host can run for want of a place.</summary>
    /// <param name="progress">Told what the user waits for; null when nobody sees it.</param>
    /// <param name="own">Makes the backend in this process.</param>
    /// <param name="warn">Is told why, once.</param>
    public IChatBackend Open(ProgressLine? progress, Func<IChatBackend> own, Action<string> warn) =>
        new HostOrOwnBackend(
            new EngineHostBackend(Client, progress is null ? null : new HostProgressWords(progress)),
            own,
            warn
        );

    /// <summary>Closes the connection; the host goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
        {
            await _client.Value.DisposeAsync().ConfigureAwait(false);
        }
    }
}
