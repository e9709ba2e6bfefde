using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Framing;

namespace Chat.Rpc.Tests.Dispatch;

public sealed class OutboxTests
{
    [Fact]
    public async Task Control_messages_go_first_in_order_and_streams_take_turns()
    {
        var pipe = new Pipe();
        using var outbox = new Outbox(new FrameWriter(pipe.Writer), trace: null);
        outbox.Ready(new Source(outbox, "a", 3));
        outbox.Ready(new Source(outbox, "b", 2));
        Assert.True(await outbox.SendAsync(Message("1"), CancellationToken.None));
        Assert.True(await outbox.SendAsync(Message("2"), CancellationToken.None));

        var sending = outbox.RunAsync(CancellationToken.None);
        outbox.Close();
        Assert.True(await sending);
        await pipe.Writer.CompleteAsync();

        var text = Encoding.ASCII.GetString((await pipe.Reader.ReadAsync()).Buffer.ToArray());
        Assert.Equal("12ababa", string.Concat(text.Split("Content-Length: 1\r\n\r\n")));
    }

    [Fact]
    public async Task What_waits_is_bounded_and_who_adds_more_waits_until_the_peer_reads()
    {
        var pipe = new Pipe();
        using var outbox = new Outbox(new FrameWriter(pipe.Writer), trace: null);
        var taken = 0;
        ValueTask<bool> adding;
        while ((adding = outbox.SendAsync(Message("x"), CancellationToken.None)).IsCompleted)
        {
            Assert.True(await adding);
            taken++;
            Assert.InRange(taken, 0, RpcConnectionOptions.ControlBuffer / 1024);
        }

        Assert.Equal(RpcConnectionOptions.ControlBuffer / 1024, taken);
        using var cancellation = new CancellationTokenSource();
        var given = outbox.SendAsync(Message("x"), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        var sending = outbox.RunAsync(CancellationToken.None);
        Assert.True(await adding);
        outbox.Close();
        Assert.False(await outbox.SendAsync(Message("x"), CancellationToken.None));
        var draining = DrainAsync(pipe.Reader);
        Assert.True(await sending);
        await pipe.Writer.CompleteAsync();
        Assert.Equal((taken + 1) * "Content-Length: 1\r\n\r\nx".Length, await draining);
    }

    private static async Task<long> DrainAsync(PipeReader reader)
    {
        var length = 0L;
        while (true)
        {
            var read = await reader.ReadAsync();
            length += read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return length;
            }
        }
    }

    private static MessageBuffer Message(string body)
    {
        var message = new MessageBuffer();
        message.Add(Encoding.ASCII.GetBytes(body));
        return message;
    }

    /// <summary>A source of a number of frames, each its name.</summary>
    private sealed class Source(Outbox outbox, string name, int frames) : IFrameSource
    {
        private int _left = frames;

        public void WriteNext(FrameWriter writer)
        {
            writer.Write(Encoding.ASCII.GetBytes(name));
            if (--_left > 0)
            {
                outbox.Ready(this);
            }
        }
    }
}
