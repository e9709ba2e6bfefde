using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Chat.Rpc.Framing;

namespace Chat.Rpc.Tests.Framing;

public sealed class FrameWriterTests
{
    [Fact]
    public async Task A_frame_is_its_length_an_empty_line_and_its_body_and_leaves_when_flushed()
    {
        var pipe = new Pipe();
        var writer = new FrameWriter(pipe.Writer);
        writer.Write("{\"é\":1}"u8);
        writer.Write("a"u8, "bc"u8, default, "d"u8);
        Assert.False(pipe.Reader.TryRead(out _));
        const string Expected = "Content-Length: 8\r\n\r\n{\"é\":1}Content-Length: 4\r\n\r\nabcd";
        Assert.Equal(Encoding.UTF8.GetByteCount(Expected), writer.Unflushed);

        Assert.True(await writer.FlushAsync(CancellationToken.None));

        Assert.Equal(0, writer.Unflushed);
        Assert.True(pipe.Reader.TryRead(out var read));
        Assert.Equal(Expected, Encoding.UTF8.GetString(read.Buffer.ToArray()));
    }

    [Fact]
    public async Task A_flush_to_a_reader_that_is_gone_says_so()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        var writer = new FrameWriter(pipe.Writer);
        writer.Write("{}"u8);

        Assert.False(await writer.FlushAsync(CancellationToken.None));
    }
}
