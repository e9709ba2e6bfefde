using Chat.Daemon.EngineHost;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Support;

/// <summary>An engine host in this process, on a real socket.</summary>
internal sealed class HostedServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _terminate = new();
    private bool _isDisposed;

    public HostedServer(EngineHostAddress address, HostSettings settings)
    {
        var log = new HostLog(TextWriter.Null, settings.Time);
        Code = Task.Run(() => new EngineHostServer(address, Engine, settings, log).RunAsync(_terminate.Token));
    }

    public FakeHostedEngine Engine { get; } = new();

    /// <summary>The exit code, once it has ended.</summary>
    public Task<int> Code { get; }

    /// <summary>Starts one, and waits until it takes clients.</summary>
    public static async Task<HostedServer> StartAsync(EngineHostAddress address, HostSettings? settings = null)
    {
        settings ??= Settings(1);
        var server = new HostedServer(address, settings);
        using var limit = new CancellationTokenSource(Limit);
        while (!File.Exists(address.Endpoint))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
            if (server.Code.IsCompleted)
            {
                // A host that ends gives up its socket a moment before its lock.
                server = new HostedServer(address, settings);
            }
        }

        return server;
    }

    public static HostSettings Settings(int processId) =>
        new()
        {
            Self = new PeerInfo
            {
                Name = "test",
                Version = "1.0.0",
                ProcessId = processId,
            },
        };

    /// <summary>A client that never starts a host.</summary>
    public static EngineHostClient Client(EngineHostAddress address, Action<StatusResult>? changed = null) =>
        new(
            address,
            new NoLauncher(),
            new EngineHostClientOptions
            {
                Client = new PeerInfo { Name = "test", Version = "1.0.0" },
                StatusChanged = changed,
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _terminate.CancelAsync();
        await Code.WaitAsync(Limit);
        _terminate.Dispose();
    }

    private sealed class NoLauncher : IEngineHostLauncher
    {
        public IEngineHostProcess Launch(EngineHostAddress address) =>
            throw new IOException("no host is to be started");
    }
}
