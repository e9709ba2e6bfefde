using Chat.Core.Backends;
using Chat.Daemon.EngineHost;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Conformance.Tests.Backends;

/// <summary>An engine host in this process, on a real socket, that a client starts when it first needs one.</summary>
internal sealed class InProcessHost : IEngineHostLauncher, IAsyncDisposable
{
    private static readonly PeerInfo Self = new() { Name = "test", Version = "1.0.0" };

    private readonly string _folder = Directory.CreateTempSubdirectory("chat-host-").FullName;
    private readonly CancellationTokenSource _terminate = new();
    private readonly IPrioritizedBackend _backend;
    private Task? _server;

    public InProcessHost(IPrioritizedBackend backend)
    {
        _backend = backend;
        Address = EngineHostAddress.Of(Path.Combine(_folder, "run"), nativeFolder: null, OperatingSystem.IsWindows());
        Client = new EngineHostClient(Address, this, new EngineHostClientOptions { Client = Self });
    }

    public EngineHostAddress Address { get; }

    public EngineHostClient Client { get; }

    public IEngineHostProcess Launch(EngineHostAddress address)
    {
        var settings = new HostSettings { Self = Self };
        var log = new HostLog(TextWriter.Null, TimeProvider.System);
        _server = new EngineHostServer(address, new HostedBackend(_backend), settings, log).RunAsync(_terminate.Token);
        return new Launched();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _terminate.CancelAsync();
        if (_server is not null)
        {
            await _server;
        }

        _terminate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Launched : IEngineHostProcess
    {
        public int Id => 0;

        public int? ExitCode => null;

        public void Dispose() { }
    }
}
