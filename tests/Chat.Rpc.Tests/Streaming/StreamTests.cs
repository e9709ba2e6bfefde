using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;
using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests.Streaming;

public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_brings_every_chunk_in_order_and_marks_the_last()
    {
        var pipes = new PipePair();
        await using var server = Serve(pipes, ScriptedBackend.Counting(2_000));
        await using var client = await Peers.ConnectAsync(pipes);

        var chunks = await ReadAsync(client, Peers.Ask("a"));

        Assert.Equal(string.Concat(Enumerable.Range(0, 2_000).Select(index => $"a{index} ")), Text(chunks));
        Assert.True(chunks[^1].IsLastChunk);
        Assert.DoesNotContain(chunks[..^1], chunk => chunk.IsLastChunk);
    }

    [Fact]
    public async Task Many_streams_at_once_lose_nothing_and_mix_nothing()
    {
        var pipes = new PipePair();
        await using var server = Serve(pipes, ScriptedBackend.Counting(50));
        await using var client = await Peers.ConnectAsync(pipes);

        var streams = Enumerable
            .Range(0, 1_000)
            .Select(async stream =>
            {
                var chunks = await ReadAsync(client, Peers.Ask($"{stream}:"));
                return Text(chunks) == string.Concat(Enumerable.Range(0, 50).Select(index => $"{stream}:{index} "));
            });

        Assert.All(await Task.WhenAll(streams), Assert.True);
    }

    [Fact]
    public async Task A_slow_reader_slows_its_own_stream_only_and_holds_its_writer_back()
    {
        var written = 0;
        async IAsyncEnumerable<ChatCompletionChunk> Endless()
        {
            while (true)
            {
                Interlocked.Increment(ref written);
                yield return ScriptedBackend.Chunk(new string('x', 1_000));
                await Task.Yield();
            }
        }

        var pipes = new PipePair();
        await using var server = Serve(
            pipes,
            fields =>
                fields.Request.User == "slow" ? new ScriptedBackend((_, _) => Endless()) : ScriptedBackend.Counting(500)
        );
        await using var client = await Peers.ConnectAsync(pipes, new RpcConnectionOptions { StreamWindow = 4 });
        await using var slow = client.StreamAsync(Peers.Ask("slow"), CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await slow.MoveNextAsync());

        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(500, (await ReadAsync(client, Peers.Ask("quick"))).Count);
        }

        // Four pieces on the way and one that waits, each of at most 64 KiB and a chunk.
        Assert.InRange(Volatile.Read(ref written), 1, 5 * 66);
        for (var count = 0; count < 1_000; count++)
        {
            Assert.True(await slow.MoveNextAsync());
        }
    }

    [Fact]
    public async Task Leaving_the_loop_cancels_the_request_and_nothing_of_it_comes_after()
    {
        var cancelled = new TaskCompletionSource();
        async IAsyncEnumerable<ChatCompletionChunk> Endless(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
        )
        {
            using var registration = cancellation.Register(cancelled.SetResult);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return ScriptedBackend.Chunk("x");
                await Task.Yield();
            }
        }

        var pipes = new PipePair();
        await using var server = Serve(pipes, new ScriptedBackend((_, cancellation) => Endless(cancellation)));
        await using var client = await Peers.ConnectAsync(pipes);

        await foreach (var chunk in client.StreamAsync(Peers.Ask(), CancellationToken.None))
        {
            Assert.Equal("x", chunk.DeltaMessage()!.Content);
            break;
        }

        Assert.True(cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task A_failure_comes_after_the_chunks_before_it_with_all_it_knows()
    {
        async IAsyncEnumerable<ChatCompletionChunk> Failing()
        {
            yield return ScriptedBackend.Chunk("some ");
            yield return ScriptedBackend.Chunk("text");
            await Task.Yield();
            var partial = new ChatCompletionAccumulator();
            partial.Add(ScriptedBackend.Chunk("some text"));
            throw new ChatException(ChatErrorKind.RateLimited, "Too many.", "Wait.")
            {
                IsRetryable = true,
                HttpStatus = 429,
                RequestId = "req-1",
                Partial = partial.ToCompletion(),
            };
        }

        var pipes = new PipePair();
        await using var server = Serve(pipes, new ScriptedBackend((_, _) => Failing()));
        await using var client = await Peers.ConnectAsync(pipes);
        var chunks = new List<ChatCompletionChunk>();

        var failure = await Assert.ThrowsAsync<ChatException>(async () =>
        {
            await foreach (var chunk in client.StreamAsync(Peers.Ask(), CancellationToken.None))
            {
                chunks.Add(chunk);
            }
        });

        Assert.Equal("some text", Text(chunks));
        Assert.Equal(
            (ChatErrorKind.RateLimited, "Too many.", "Wait.", true, 429, "req-1"),
            (failure.Kind, failure.Message, failure.Advice, failure.IsRetryable, failure.HttpStatus, failure.RequestId)
        );
        Assert.Equal("some text", failure.Partial!.AssistantMessage()!.Content!.Text);
    }

    private static RpcConnection Serve(PipePair pipes, ScriptedBackend backend) => Serve(pipes, _ => backend);

    private static RpcConnection Serve(PipePair pipes, Func<ChatCompleteParams, ScriptedBackend> choose) =>
        RpcConnection.Start(
            pipes.Server,
            Peers.Handlers().OnChatComplete((fields, _, _) => new(choose(fields))),
            Peers.Server
        );

    private static async Task<List<ChatCompletionChunk>> ReadAsync(RpcClient client, ChatCompleteParams fields)
    {
        var chunks = new List<ChatCompletionChunk>();
        await foreach (var chunk in client.StreamAsync(fields, CancellationToken.None))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    private static string Text(IEnumerable<ChatCompletionChunk> chunks) =>
        string.Concat(chunks.Select(chunk => chunk.DeltaMessage()!.Content));
}
