using System.Text;
using Chat.Core.Errors;
using Chat.Http.Lines;
using Chat.Http.Sse;
using Chat.Http.Tests.Lines;

namespace Chat.Http.Tests.Sse;

public sealed class SseReaderLimitTests
{
    private const long Gibibyte = 1L << 30;

    /// <summary>The stream answers at once, so all is allocated on this thread; what is allocated in all bounds what is resident.</summary>
    [Theory]
    [InlineData("data:", 32 << 20)]
    [InlineData("data:", StreamLimits.DefaultBytes)]
    [InlineData("event:", 32 << 20)]
    public async Task A_gibibyte_without_a_newline_fails_at_the_limit_in_less_than_twice_its_memory(
        string start,
        int limit
    )
    {
        var stream = new EndlessStream(Encoding.UTF8.GetBytes(start), (byte)'x', Gibibyte, []);
        await using var reader = new SseReader(
            stream,
            new StreamLimits { MaxLineBytes = limit, MaxEventBytes = limit }
        );
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = await Assert.ThrowsAsync<ChatException>(() => reader.ReadAsync(CancellationToken.None).AsTask());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, limit, (2L * limit) - 1);
        Assert.InRange(stream.Pulled, limit, limit + LineSource.ReadBytes + start.Length);
        Assert.Equal(ChatErrorKind.Protocol, error.Kind);
        Assert.Contains(nameof(StreamLimits.MaxLineBytes), error.Message, StringComparison.Ordinal);
        Assert.False(error.IsRetryable);
    }

    [Theory]
    [InlineData(":", Gibibyte)]
    [InlineData("id:", 64 << 20)]
    [InlineData("foo: ", 64 << 20)]
    [InlineData("", 64 << 20)]
    public async Task An_endless_line_that_is_not_payload_is_skipped_in_constant_memory(string start, long length)
    {
        var limits = new StreamLimits { MaxLineBytes = 100, MaxEventBytes = 100 };
        var stream = new EndlessStream(Encoding.UTF8.GetBytes(start), (byte)'x', length, "\ndata: a\n\n"u8.ToArray());
        await using var reader = new SseReader(stream, limits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 << 10);
        Assert.Equal("a"u8, reader.Data.Span);
    }

    [Fact]
    public async Task A_million_empty_lines_are_skipped()
    {
        var stream = new EndlessStream([], (byte)'\r', 1_000_000, "data: a\n\n"u8.ToArray());
        Assert.Equal([new Item("", "a")], await Items.ReadAllAsync(new SseReader(stream), Encoding.UTF8));
    }

    [Theory]
    [InlineData("data: 12345678\n\n", null)]
    [InlineData("data: 123456789\n\n", nameof(StreamLimits.MaxLineBytes))]
    [InlineData("event: 123456789\n\n", nameof(StreamLimits.MaxLineBytes))]
    [InlineData("data: 1234567\ndata: 12345678\n\n", null)]
    [InlineData("data: 12345678\ndata: 12345678\n\n", nameof(StreamLimits.MaxEventBytes))]
    [InlineData("data: 1234567\nevent: 12345678\n\n", null)]
    [InlineData("event: 12345678\ndata: 12345678\ndata\n\n", nameof(StreamLimits.MaxEventBytes))]
    [InlineData("event: 12345678\nevent: 12345678\ndata: 12345678\n\n", null)]
    [InlineData("data: 12345678\n\ndata: 12345678\n\ndata: 12345678\n\n", null)]
    [InlineData("data: 1234567\ndata: 12345678\ndata\n\n", nameof(StreamLimits.MaxEventBytes))]
    public async Task The_limits_are_exact_in_any_chunks(string input, string? expected)
    {
        var limits = new StreamLimits { MaxLineBytes = 8, MaxEventBytes = 16 };
        var bytes = Encoding.UTF8.GetBytes(input);
        foreach (var stream in (Stream[])[ChunkedStream.Whole(bytes), ChunkedStream.OneByOne(bytes)])
        {
            if (expected is null)
            {
                Assert.NotEmpty(await Items.ReadAllAsync(new SseReader(stream, limits), Encoding.UTF8));
                continue;
            }

            var error = await Assert.ThrowsAsync<ChatException>(() =>
                Items.ReadAllAsync(new SseReader(stream, limits), Encoding.UTF8)
            );
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Endless_lines_of_data_are_held_to_the_limit_of_an_event()
    {
        var limits = new StreamLimits { MaxEventBytes = 1000 };
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data\n", 2000)));
        var error = await Assert.ThrowsAsync<ChatException>(() =>
            Items.ReadAllAsync(new SseReader(ChunkedStream.Whole(bytes), limits), Encoding.UTF8)
        );
        Assert.Contains(nameof(StreamLimits.MaxEventBytes), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_20_MiB_is_read_whole_and_a_small_one_after_it()
    {
        const int Size = 20 << 20;
        var stream = new EndlessStream("data: "u8.ToArray(), (byte)'x', Size, "\n\ndata: a\n\n"u8.ToArray());
        await using var reader = new SseReader(stream);
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal(Size, reader.Data.Length);
        Assert.False(reader.Data.Span.ContainsAnyExcept((byte)'x'));
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("a"u8, reader.Data.Span);
        Assert.False(await reader.ReadAsync(CancellationToken.None));
    }
}
