using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;
using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests.Dispatch;

/// <summary>Peers that do not read, or send a byte at a time.</summary>
public sealed class SlowPeerTests
{
    [Fact]
    public async Task A_peer_that_sends_a_byte_at_a_time_is_answered()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();

        foreach (var bytes in RawPeer.Frame("""{"jsonrpc":"2.0","id":1,"method":"tokens/count"}"""))
        {
            await peer.SendBytesAsync([bytes]);
        }

        Assert.Equal(1, (await peer.ReceiveAsync())!.Value.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_peer_that_stops_reading_holds_its_streams_back_and_gets_the_answers_first_when_it_goes_on()
    {
        // 64 KiB in the pipe and as many that wait: beyond that nothing is made.
        var endless = new Endless(100);
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(
            pipes.Server,
            Peers.Handlers().OnChatComplete((_, _, _) => new(new ScriptedBackend((_, _) => endless.WriteAsync()))),
            Peers.Server
        );
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();
        await peer.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"chat/complete","params":{"stream":"s","request":{"messages":[{"role":"user","content":"x"}]}}}"""
        );
        await endless.Reached.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.InRange(endless.Written, 100, 150);

        // The requests are read and answered though nothing of it is taken; the cancelled stream makes no more.
        for (var id = 2; id < 100; id++)
        {
            await peer.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"tokens/count"}""");
        }

        await peer.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        var messages = new List<JsonElement>();
        while (messages.Count(message => message.TryGetProperty("id", out _)) < 99)
        {
            messages.Add((await peer.ReceiveAsync())!.Value);
        }

        var pieces = messages.Where(message => message.TryGetProperty("method", out _)).ToList();
        Assert.Equal(
            Enumerable.Range(0, pieces.Count),
            pieces.Select(piece => piece.GetProperty("params").GetProperty("seq").GetInt32())
        );
        var cancelled = messages.FindIndex(message => message.TryGetProperty("id", out var id) && id.GetInt32() == 1);
        Assert.Equal(-32800, messages[cancelled].GetProperty("error").GetProperty("code").GetInt32());
        Assert.DoesNotContain(messages[cancelled..], message => message.TryGetProperty("method", out _));
    }

    [Fact]
    public async Task A_connection_whose_peer_does_not_read_ends_within_its_limit()
    {
        var pipes = new PipePair();
        var server = RpcConnection.Start(
            pipes.Server,
            Peers.Handlers(),
            Peers.Server with
            {
                DrainLimit = TimeSpan.FromMilliseconds(50),
            }
        );
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();
        for (var id = 0; id < 2_000; id++)
        {
            await peer.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"no/such"}""");
        }

        await server.DisposeAsync();

        Assert.Equal(RpcEndReason.Disposed, (await server.Completion).Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_with_more_answers_than_may_wait_ends_within_its_limit_too(bool isBadFrame)
    {
        var open = 0;
        var pipes = new PipePair();
        var server = RpcConnection.Start(
            pipes.Server,
            Peers
                .Handlers()
                .OnRequest(
                    RpcMethods.ModelsLoad,
                    (fields, _, _) =>
                    {
                        Interlocked.Increment(ref open);
                        return Task.FromResult(
                            new ModelResult
                            {
                                Model = new ModelDescription { Id = new string('x', 1 << 20), Name = "m" },
                            }
                        );
                    }
                ),
            Peers.Server with
            {
                DrainLimit = TimeSpan.FromMilliseconds(50),
            }
        );
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();
        for (var id = 0; id < 12; id++)
        {
            await peer.SendAsync(
                $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"models/load","params":{"model":"m"}}"""
            );
        }

        if (isBadFrame)
        {
            await peer.SendBytesAsync("Content-Length: -1\r\n\r\n"u8.ToArray());
        }
        else
        {
            await peer.HangUpAsync();
        }

        var end = await server.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(isBadFrame ? RpcEndReason.BadFrame : RpcEndReason.PeerClosed, end.Reason);
        Assert.Equal(12, open);
    }

    [Fact]
    public async Task A_cancelled_caller_waits_no_longer_than_its_limit_for_a_peer_that_does_not_read()
    {
        var pipes = new PipePair();
        await using var client = RpcConnection.Start(
            pipes.Client,
            new RpcHandlers(),
            new RpcConnectionOptions
            {
                CancelLimit = TimeSpan.FromMilliseconds(50),
                DrainLimit = TimeSpan.FromMilliseconds(50),
            }
        );
        using var cancellation = new CancellationTokenSource();
        var text = new string('x', 1 << 20);
        // The first ones take all that may wait, and behind them waits what is sent last.
        var calls = Enumerable
            .Range(0, 12)
            .Select(_ =>
                client.CallAsync(RpcMethods.TokensCount, new TokensCountParams { Text = text }, cancellation.Token)
            )
            .ToList();
        var progress = new ProgressParams
        {
            Token = new RpcId(1),
            Value = new ProgressValue { Stage = "x", Message = new string('x', 4 << 20) },
        };
        var waiting = client.NotifyAsync(RpcNotifications.Progress, progress, CancellationToken.None).AsTask();

        await cancellation.CancelAsync();

        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task A_peer_that_reads_no_more_ends_the_connection()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();
        await peer.StopReadingAsync();

        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tokens/count"}""");

        Assert.Equal(RpcEndReason.PeerClosed, (await server.Completion).Reason);
    }

    /// <summary>Chunks of a thousand characters without end.</summary>
    private sealed class Endless(int mark)
    {
        private readonly TaskCompletionSource _reached = new();
        private int _written;

        /// <summary>Ends when as many chunks as the mark were made.</summary>
        public Task Reached => _reached.Task;

        public int Written => Volatile.Read(ref _written);

        public async IAsyncEnumerable<ChatCompletionChunk> WriteAsync()
        {
            while (true)
            {
                if (Interlocked.Increment(ref _written) == mark)
                {
                    _reached.SetResult();
                }

                yield return ScriptedBackend.Chunk(new string('x', 1_000));
                await Task.Yield();
            }
        }
    }
}
