using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Tests.Support;
using static Chat.Rpc.Tests.Support.CountServer;

namespace Chat.Rpc.Tests.Dispatch;

// Cancelled requests, at both ends.
public sealed partial class RequestTests
{
    [Fact]
    public async Task A_cancelled_request_is_answered_once_and_cancelling_again_or_late_does_nothing()
    {
        var pipes = new PipePair();
        await using var server = Serve(pipes, NeverAsync);
        using var peer = await ConnectAsync(pipes);
        const string Cancel = """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""";
        await peer.SendAsync(Cancel);
        await peer.SendAsync(Request("1", "a"));
        await peer.SendAsync(Cancel);
        await peer.SendAsync(Cancel);

        var answer = (await peer.ReceiveAsync())!.Value;
        Assert.Equal(1, answer.GetProperty("id").GetInt32());
        Assert.Equal(-32800, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("cancelled", answer.GetProperty("error").GetProperty("data").GetProperty("kind").GetString());
        await peer.SendAsync(Cancel);
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{}}}""");
        var next = await peer.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"no/such"}""");
        Assert.Equal(2, next.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_its_cancellation_after_the_peer_has_answered()
    {
        var stopped = new TaskCompletionSource();
        var pipes = new PipePair();
        await using var server = Serve(
            pipes,
            async (fields, call, cancellation) =>
            {
                try
                {
                    return await NeverAsync(fields, call, cancellation);
                }
                finally
                {
                    stopped.SetResult();
                }
            }
        );
        await using var client = await Peers.ConnectAsync(pipes);
        using var cancellation = new CancellationTokenSource();
        var call = client.CallAsync(RpcMethods.TokensCount, new TokensCountParams(), cancellation.Token);

        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.True(stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task A_caller_that_cancels_waits_no_longer_than_its_limit_for_a_peer_that_does_not_answer()
    {
        var time = new Chat.Testing.ManualTime();
        var pipes = new PipePair();
        await using var client = RpcConnection.Start(
            pipes.Client,
            new RpcHandlers(),
            new RpcConnectionOptions
            {
                Time = time,
                CancelLimit = TimeSpan.FromSeconds(5),
                DrainLimit = TimeSpan.Zero,
            }
        );
        using var peer = new RawPeer(pipes.Server);
        using var cancellation = new CancellationTokenSource();
        var call = client.CallAsync(RpcMethods.TokensCount, new TokensCountParams(), cancellation.Token);
        var id = (await peer.ReceiveAsync())!.Value.GetProperty("id").GetInt64();
        await cancellation.CancelAsync();
        var cancel = (await peer.ReceiveAsync())!.Value;
        Assert.Equal("$/cancelRequest", cancel.GetProperty("method").GetString());
        Assert.Equal(id, cancel.GetProperty("params").GetProperty("id").GetInt64());
        await time.UntilTimersAsync(1);
        Assert.False(call.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        // The answer that comes after all is nobody's.
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"tokens":1}}""");
        var second = client.CallAsync(RpcMethods.TokensCount, new TokensCountParams(), CancellationToken.None);
        var secondId = (await peer.ReceiveAsync())!.Value.GetProperty("id").GetInt64();
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{secondId}}},"result":{"tokens":2}}""");
        Assert.Equal(2, (await second).Tokens);
    }

    [Fact]
    public async Task Cancelling_at_any_point_gives_each_request_exactly_one_answer()
    {
        var random = new Random(5);
        var pipes = new PipePair();
        await using var server = Serve(
            pipes,
            async (fields, _, cancellation) =>
            {
                for (var step = 0; step < fields.Text!.Length; step++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await Task.Yield();
                }

                return new TokensCountResult { Tokens = 1 };
            },
            Peers.Server with
            {
                MaxOpenRequests = 1_000,
            }
        );
        using var peer = await ConnectAsync(pipes);
        var sending = Task.Run(async () =>
        {
            for (var id = 0; id < 1_000; id++)
            {
                await peer.SendAsync(Request($"{id}", new string('x', random.Next(20))));
                await peer.SendAsync(
                    $$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id - random.Next(3)}}}}}"""
                );
            }
        });

        var answered = new HashSet<int>();
        while (answered.Count < 1_000)
        {
            var answer = (await peer.ReceiveAsync())!.Value;
            Assert.True(answered.Add(answer.GetProperty("id").GetInt32()));
            Assert.True(
                answer.TryGetProperty("result", out _)
                    || answer.GetProperty("error").GetProperty("code").GetInt32() == -32800
            );
        }

        await sending;
        var last = await peer.AskAsync("""{"jsonrpc":"2.0","id":"last","method":"no/such"}""");
        Assert.Equal("last", last.GetProperty("id").GetString());
    }
}
