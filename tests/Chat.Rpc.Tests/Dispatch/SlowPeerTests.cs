using System.Text.Json;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
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
