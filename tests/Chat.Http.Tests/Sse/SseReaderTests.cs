using System.IO.Pipelines;
using System.Text;
using Chat.Http.Sse;
using Chat.Http.Tests.Lines;

namespace Chat.Http.Tests.Sse;

public sealed class SseReaderTests
{
    /// <summary>Input with LF for every line ending; each is read with LF, CR LF and CR, whole and byte by byte. Events as type=data, cut ones with ~.</summary>
    public static TheoryData<string, string[]> Grammar =>
        new()
        {
            { "", [] },
            { "\n\n\n", [] },
            { "data: a\n\n", ["=a"] },
            { "data:a\n\n", ["=a"] },
            { "data:{\"a\":1}\n\ndata:[DONE]\n\n", ["={\"a\":1}", "=[DONE]"] },
            { "data:  a \n\n", ["= a "] },
            { "data:\ta\n\n", ["=\ta"] },
            { "data: a: b\n\n", ["=a: b"] },
            { "data: a\ndata: b\ndata\ndata:\n\n", ["=a\nb\n\n"] },
            { "data\n\ndata\ndata\n\ndata:", ["=", "=\n"] },
            { "data:\n\n", ["="] },
            { "data:\ndata: a\n\n", ["=\na"] },
            { ": comment\n\n:\n\ndata: a\n: between\n\n", ["=a"] },
            { ": OPENROUTER PROCESSING\n\ndata: a\n\n: ping\n\n", ["=a"] },
            { "event: error\ndata: a\n\ndata: b\n\n", ["error=a", "=b"] },
            { "data: a\nevent:late\n\n", ["late=a"] },
            { "event: one\nevent: two\ndata: a\n\n", ["two=a"] },
            { "event: one\nevent\ndata: a\n\n", ["=a"] },
            { "event: lost\n\ndata: a\n\n", ["=a"] },
            { "id: 7\nretry: 10\nfoo: bar\nfoo\ndata: a\n\n", ["=a"] },
            { "Data: a\n data: b\ndata : c\ndatax: d\ndat: e\ndat\nd\nevents: f\n\n", [] },
            { "data: é 😀 \0\n\n", ["=é 😀 \0"] },
            { "\uFEFFdata: a\n\n\uFEFFdata: b\n\n", ["=a"] },
            { "\uFEFF\uFEFFdata: a\n\n", [] },
            { "data: \uFEFFa\n\n", ["=\uFEFFa"] },
            { "data: a\n\ndata: b\n", ["=a", "=b~"] },
            { "data: a\n\ndata: b", ["=a", "=b~"] },
            { "event: x\ndata: b\ndata", ["x=b~"] },
            { "event: x\ndata: b\ndata:", ["x=b\n~"] },
            { "event: x\n", [] },
            { "data", [] },
            { "data:", [] },
            { "data: ", [] },
            { "data\n", [] },
            { ": comment", [] },
            { "{\"error\":\"not an event stream\"}", [] },
        };

    [Theory]
    [MemberData(nameof(Grammar))]
    public async Task The_grammar_holds_with_every_line_ending_and_any_chunks(string input, string[] expected)
    {
        foreach (var newline in (string[])["\n", "\r\n", "\r"])
        {
            var bytes = Encoding.UTF8.GetBytes(input.Replace("\n", newline, StringComparison.Ordinal));
            foreach (var stream in (Stream[])[ChunkedStream.Whole(bytes), ChunkedStream.OneByOne(bytes)])
            {
                var items = await Items.ReadAllAsync(new SseReader(stream), Encoding.UTF8);
                Assert.Equal(expected, items.Select(item => $"{item.Type}={item.Data}{(item.IsCut ? "~" : "")}"));
            }
        }
    }

    [Theory]
    [InlineData("data: a\n\r\ndata: b\r\r\ndata: c\r\n\r", new[] { "a", "b", "c" })]
    [InlineData("data: a\r\ndata: b\rdata: c\n\r\n\n\r", new[] { "a\nb\nc" })]
    public async Task Line_endings_may_be_mixed(string input, string[] expected)
    {
        var items = await Items.ReadAllAsync(
            new SseReader(ChunkedStream.OneByOne(Encoding.UTF8.GetBytes(input))),
            Encoding.UTF8
        );
        Assert.Equal(expected, items.Select(item => item.Data));
        Assert.All(items, item => Assert.False(item.IsCut));
    }

    [Theory]
    [InlineData("data: a\n\n", "data: b\n\n")]
    [InlineData("data: a\r\n\r", "\ndata: b\r\n\r\n")]
    [InlineData("data: a\r\r", "data: b\r\r")]
    public async Task An_event_is_out_as_soon_as_its_empty_line_ends(string first, string second)
    {
        var stream = ChunkedStream.OneByOne(Encoding.UTF8.GetBytes(first + second));
        await using var reader = new SseReader(stream);
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("a"u8, reader.Data.Span);
        Assert.Equal(first.Length, stream.Pulled);
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("b"u8, reader.Data.Span);
        Assert.False(await reader.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Comments_and_events_without_data_do_not_end_a_read()
    {
        var pipe = new Pipe();
        await using var reader = new SseReader(pipe.Reader);
        await pipe.Writer.WriteAsync(": ping\n\n\n\nevent: x\n\nid: 1\n\n"u8.ToArray());
        var read = reader.ReadAsync(CancellationToken.None).AsTask();
        Assert.False(read.IsCompleted);
        await pipe.Writer.WriteAsync("data: a\n\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        Assert.True(await read);
        Assert.Equal("a"u8, reader.Data.Span);
        Assert.True(reader.EventType.IsEmpty);
    }

    [Fact]
    public async Task A_pipe_of_many_segments_reads_as_one()
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 1, pauseWriterThreshold: 0));
        foreach (var value in Encoding.UTF8.GetBytes("\uFEFFevent: x\r\ndata: one\r\ndata: two\r\n\r\ndata: three"))
        {
            await pipe.Writer.WriteAsync(new[] { value });
        }

        await pipe.Writer.CompleteAsync();
        Assert.Equal(
            [new Item("x", "one\ntwo"), new Item("", "three", IsCut: true)],
            await Items.ReadAllAsync(new SseReader(pipe.Reader), Encoding.UTF8)
        );
    }

    [Fact]
    public async Task A_cancelled_read_throws_and_loses_nothing()
    {
        var pipe = new Pipe();
        await using var reader = new SseReader(pipe.Reader);
        await pipe.Writer.WriteAsync("event: x\ndata: on"u8.ToArray());
        using var source = new CancellationTokenSource();
        var read = reader.ReadAsync(source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        await pipe.Writer.WriteAsync("e\n\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync(source.Token).AsTask());
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("one"u8, reader.Data.Span);
        Assert.Equal("x"u8, reader.EventType.Span);
    }

    [Fact]
    public async Task A_read_of_the_pipe_that_others_cancel_is_cancelled_and_loses_nothing()
    {
        var pipe = new Pipe();
        await using var reader = new SseReader(pipe.Reader);
        await pipe.Writer.WriteAsync("data: one\n\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        pipe.Reader.CancelPendingRead();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            reader.ReadAsync(CancellationToken.None).AsTask()
        );
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("one"u8, reader.Data.Span);
    }

    [Fact]
    public async Task A_failure_of_the_stream_comes_through_after_the_events_before_it()
    {
        var pipe = new Pipe();
        await using var reader = new SseReader(pipe.Reader);
        await pipe.Writer.WriteAsync("data: one\n\ndata: tw"u8.ToArray());
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        await pipe.Writer.CompleteAsync(new IOException("reset"));
        var error = await Assert.ThrowsAsync<IOException>(() => reader.ReadAsync(CancellationToken.None).AsTask());
        Assert.Equal("reset", error.Message);
    }

    [Fact]
    public async Task Disposal_disposes_the_stream_and_ends_the_reader()
    {
        var stream = ChunkedStream.Whole("data: one\n\ndata: two\n\n"u8.ToArray());
        var reader = new SseReader(stream);
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        await reader.DisposeAsync();
        await reader.DisposeAsync();
        Assert.True(stream.IsDisposed);
        Assert.True(reader.Data.IsEmpty);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader.ReadAsync(CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task Small_events_are_read_without_allocating()
    {
        const int Count = 10_000;
        var bytes = Encoding.UTF8.GetBytes(
            string.Concat(
                Enumerable.Repeat($": ping\n\nevent: chunk\ndata: {{\"text\":\"{new string('x', 200)}\"}}\n\n", Count)
            )
        );
        async Task<long> MeasureAsync()
        {
            await using var reader = new SseReader(ChunkedStream.Whole(bytes));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var count = 0;
            while (await reader.ReadAsync(CancellationToken.None))
            {
                count++;
            }

            Assert.Equal(Count, count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        await MeasureAsync();

        // Not one object an event: what is left is what a debug build makes of a read that has to fill its buffer, one for some 70 events.
        Assert.InRange(await MeasureAsync(), 0, 4 * Count);
    }
}
