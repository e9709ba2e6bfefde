using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;
using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests.EngineHost;

// What is done before the first request.
public sealed partial class EngineHostClientTests
{
    [Fact]
    public async Task A_warmed_client_starts_no_host_and_its_first_request_does()
    {
        await using var bench = new HostBench();
        bench.Next(Sound);

        bench.Client.Warm();

        Assert.Equal(0, bench.Launched);
        Assert.Equal("hello", (await bench.AskAsync().WaitAsync(Soon))[0].Choices[0].Delta.Content);
        Assert.Equal(1, bench.Launched);
    }

    [Fact]
    public async Task A_client_warmed_beside_a_host_uses_that_connection_for_its_requests()
    {
        await using var bench = new HostBench();
        bench.Next(Sound);
        await bench.AskAsync().WaitAsync(Soon);
        await using var other = new EngineHostClient(
            bench.Address,
            bench,
            new EngineHostClientOptions
            {
                Client = new PeerInfo { Name = "other", Version = "1.0.0" },
            }
        );

        other.Warm();
        other.Warm();
        await other
            .CallAsync(
                RpcMethods.TokensCount,
                _ => new TokensCountParams { Text = "" },
                progress: null,
                CancellationToken.None
            )
            .WaitAsync(Soon);

        Assert.Equal(1, bench.Launched);
        Assert.Equal(2, bench.Host!.Accepted);
    }
}
