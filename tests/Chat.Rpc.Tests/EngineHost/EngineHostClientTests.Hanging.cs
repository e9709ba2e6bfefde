using System.Net.Sockets;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Tests.Support;
using Chat.Testing;

namespace Chat.Rpc.Tests.EngineHost;

// What a host costs that takes clients and says nothing.
public sealed partial class EngineHostClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_gives_up_a_question_to_a_host_that_hangs_waits_no_longer(bool isIntroduced)
    {
        // Its clock stands still: nothing here ends by a limit.
        await using var bench = new HostBench(time: new ManualTime());
        bench.Address.Prepare();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(bench.Address.Endpoint));
        listener.Listen();
        using var giveUp = new CancellationTokenSource();
        var status = bench.Client.StatusAsync(giveUp.Token);
        var stream = new NetworkStream(await listener.AcceptAsync(), ownsSocket: true);
        var hangs = new TaskCompletionSource();
        await using var host = RpcConnection.Start(stream, stream, Hanging(isIntroduced, hangs), Peers.Server);
        await hangs.Task.WaitAsync(Soon);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => status.WaitAsync(Soon));
        // It was left, and not asked to cancel first.
        await host.Completion.WaitAsync(Soon);
        Assert.Equal(0, bench.Launched);
    }

    private static RpcHandlers Hanging(bool isIntroduced, TaskCompletionSource hangs)
    {
        async Task<T> HangAsync<T>(CancellationToken cancellationToken)
        {
            hangs.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("it never ends by itself");
        }

        return new RpcHandlers()
            .OnRequest(
                RpcMethods.Initialize,
                (_, _, token) =>
                    isIntroduced
                        ? Task.FromResult(
                            new InitializeResult
                            {
                                ProtocolVersion = ProtocolVersion.Current,
                                Server = new PeerInfo { Name = "fake", Version = "1.0.0" },
                                Capabilities = new ServerCapabilities { Methods = [] },
                            }
                        )
                        : HangAsync<InitializeResult>(token)
            )
            .OnRequest(RpcMethods.StatusGet, (_, _, token) => HangAsync<StatusResult>(token));
    }
}
