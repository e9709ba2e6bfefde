using Chat.Core.Streaming;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Support;

/// <summary>A client of the engine host in a folder of its own, with hosts that a test scripts.</summary>
internal sealed class HostBench : IEngineHostLauncher, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-rpc-").FullName;

    public HostBench(string? version = "1.0.0", TimeProvider? time = null)
    {
        Address = EngineHostAddress.Of(Path.Combine(_folder, "run"), nativeFolder: null, windows: false);
        Client = new EngineHostClient(
            Address,
            this,
            new EngineHostClientOptions
            {
                Client = new PeerInfo { Name = "test", Version = version },
                Time = time ?? TimeProvider.System,
            }
        );
    }

    public EngineHostAddress Address { get; }

    public EngineHostClient Client { get; }

    public Queue<Func<EngineHostAddress, IEngineHostProcess>> Launches { get; } = new();

    public int Launched { get; private set; }

    /// <summary>The next launch brings up this host.</summary>
    public HostBench Next(FakeHost.Script script)
    {
        Launches.Enqueue(address => Host = new FakeHost(address, script));
        return this;
    }

    public FakeHost? Host { get; private set; }

    public IEngineHostProcess Launch(EngineHostAddress address)
    {
        Launched++;
        return Launches.Dequeue()(address);
    }

    public async Task<List<ChatCompletionChunk>> AskAsync()
    {
        var chunks = new List<ChatCompletionChunk>();
        await foreach (var chunk in Client.StreamAsync(Peers.Ask(), progress: null, CancellationToken.None))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    public async Task<int> CountAsync() =>
        (
            await Client.CallAsync(
                RpcMethods.TokensCount,
                _ => new TokensCountParams { Text = "" },
                progress: null,
                CancellationToken.None
            )
        ).Tokens;

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Host?.Crash();
        Directory.Delete(_folder, recursive: true);
    }
}
