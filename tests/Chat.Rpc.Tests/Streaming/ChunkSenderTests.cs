using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Streaming;
using Chat.Rpc.Tests.Support;
using Chat.Testing;

namespace Chat.Rpc.Tests.Streaming;

/// <summary>When the chunks of a stream leave, on a clock that stands still unless a test moves it.</summary>
public sealed class ChunkSenderTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(16);

    private readonly ManualTime _time = new();
    private readonly Channel<ChatCompletionChunk> _chunks = Channel.CreateUnbounded<ChatCompletionChunk>();
    private readonly SemaphoreSlim _taken = new(0);
    private readonly PipePair _pipes = new();
    private RpcConnection _server = null!;
    private RawPeer _peer = null!;
    private int _asked = 1;

    public async Task InitializeAsync()
    {
        _server = RpcConnection.Start(
            _pipes.Server,
            Peers.Handlers().OnChatComplete((_, _, _) => new(new ScriptedBackend((_, token) => TakeAsync(token)))),
            Peers.Server with
            {
                ChunkInterval = Interval,
                Time = _time,
            }
        );
        _peer = new RawPeer(_pipes.Client);
        await _peer.InitializeAsync();
        await _peer.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"chat/complete","params":{"stream":"s","chunksOnly":true,"request":{"messages":[{"role":"user","content":"x"}]}}}"""
        );
        await _taken.WaitAsync();
    }

    public async Task DisposeAsync()
    {
        _chunks.Writer.TryComplete();
        await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _peer.Dispose();
        _taken.Dispose();
    }

    [Fact]
    public async Task The_first_chunk_leaves_at_once_and_those_that_follow_closely_leave_together()
    {
        await WriteAsync("a");
        Assert.Equal((0, "a"), Piece(await ReceiveAsync()));

        await WriteAsync("b");
        _time.Advance(TimeSpan.FromMilliseconds(10));
        await WriteAsync("c");
        await AssertNothingLeavesAsync();
        _time.Advance(TimeSpan.FromMilliseconds(6));

        Assert.Equal((1, "bc"), Piece(await ReceiveAsync()));
    }

    [Fact]
    public async Task A_chunk_after_a_pause_leaves_at_once()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            await WriteAsync("x");
            Assert.Equal((turn, "x"), Piece(await ReceiveAsync()));
            _time.Advance(Interval);
        }
    }

    [Fact]
    public async Task The_last_chunk_and_the_end_wait_for_nothing()
    {
        await WriteAsync("a");
        Assert.Equal((0, "a"), Piece(await ReceiveAsync()));
        await WriteAsync("b");
        await WriteAsync("c", isLast: true);
        Assert.Equal((1, "bc"), Piece(await ReceiveAsync()));

        await WriteAsync("d");
        _chunks.Writer.Complete();

        Assert.Equal((2, "d"), Piece(await ReceiveAsync()));
        Assert.Equal(1, (await ReceiveAsync()).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_full_buffer_leaves_at_once_and_in_order()
    {
        await WriteAsync("0");
        Assert.Equal((0, "0"), Piece(await ReceiveAsync()));
        const int chunks = 300;
        for (var number = 1; number <= chunks; number++)
        {
            Assert.True(_chunks.Writer.TryWrite(ScriptedBackend.Chunk($"{number} " + new string('x', 1_000))));
        }

        _chunks.Writer.Complete();
        var numbers = new List<string>();
        for (var seq = 1; numbers.Count < chunks; seq++)
        {
            var piece = Piece(await ReceiveAsync());
            Assert.Equal(seq, piece.Seq);
            numbers.AddRange(piece.Text.Split('x', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Trim()));
        }

        Assert.Equal(Enumerable.Range(1, chunks).Select(number => $"{number}"), numbers);
    }

    private async Task WriteAsync(string text, bool isLast = false)
    {
        Assert.True(_chunks.Writer.TryWrite(ScriptedBackend.Chunk(text, isLast)));
        // The chunk is with the connection once the next one is asked for.
        Assert.True(await _taken.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private async Task<JsonElement> ReceiveAsync() => (await _peer.ReceiveAsync())!.Value;

    // What is to leave leaves with an answer or before the next one.
    private async Task AssertNothingLeavesAsync()
    {
        for (var turn = 0; turn < 2; turn++)
        {
            var id = ++_asked;
            var answer = await _peer.AskAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"tokens/count"}""");
            Assert.Equal(id, answer.GetProperty("id").GetInt32());
        }
    }

    private static (int Seq, string Text) Piece(JsonElement message)
    {
        var fields = message.GetProperty("params");
        var texts = fields
            .GetProperty("chunks")
            .EnumerateArray()
            .Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString());
        return (fields.GetProperty("seq").GetInt32(), string.Concat(texts));
    }

    private async IAsyncEnumerable<ChatCompletionChunk> TakeAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            _taken.Release();
            if (!await _chunks.Reader.WaitToReadAsync(cancellationToken))
            {
                yield break;
            }

            yield return await _chunks.Reader.ReadAsync(cancellationToken);
        }
    }
}
