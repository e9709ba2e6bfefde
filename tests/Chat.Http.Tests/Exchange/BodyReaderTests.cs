using Chat.Core.Errors;
using Chat.Http.Exchange;
using Chat.Http.Resilience;
using Chat.Http.Tests.Lines;
using Chat.Testing;

namespace Chat.Http.Tests.Exchange;

public sealed class BodyReaderTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 3)]
    [InlineData(200_000, 5000)]
    public async Task A_body_up_to_the_limit_is_read(int length, int size)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);

        var body = await ReadAsync(new ChunkedStream(bytes, () => size), length);

        Assert.True(body.Whole().Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            ReadAsync(new ChunkedStream(new byte[1001], () => 100), 1000)
        );

        Assert.Equal(ChatErrorKind.Protocol, failure.Kind);
        Assert.Contains("1000 bytes", failure.Message);
    }

    [Fact]
    public async Task What_came_before_a_break_is_kept()
    {
        var body = await ReadAsync(new Failures.EndlessStream { BreakAfter = 40_000 }, 1 << 20);

        Assert.Equal(40_000, body.Bytes.Length);
        Assert.Equal(ChatErrorKind.Connection, body.Break!.Kind);
        Assert.Same(body.Break, Assert.Throws<ChatException>(() => body.Whole()));
    }

    [Fact]
    public async Task A_break_before_the_first_byte_is_a_failure()
    {
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(new Failures.EndlessStream { BreakAfter = 0 }, 1));
    }

    [Fact]
    public async Task A_pause_beyond_the_limit_keeps_what_came()
    {
        var time = new ManualTime();
        using var clock = new StreamClock(TimeLimits.Default, time, "s", default);
        clock.BeginAttempt();
        var reading = BodyReader.ReadAsync(new WaitingStream([1, 2, 3]), 100, clock, Peers.Example);
        time.Advance(TimeLimits.Default.Idle!.Value);

        var body = await reading;

        Assert.Equal((3, ChatErrorKind.IdleTimeout), (body.Bytes.Length, body.Break!.Kind));
    }

    [Theory]
    [InlineData("\n\n {\"a\":1} \n")]
    [InlineData("\uFEFF{\"a\":1} \n")]
    [InlineData("\uFEFF \r\n{\"a\":1} \n")]
    public async Task Blanks_and_a_mark_of_the_byte_order_ahead_of_an_answer_are_left_out(string text)
    {
        foreach (var size in (int[])[1, 2, 100])
        {
            var body = await ReadAsync(new ChunkedStream(System.Text.Encoding.UTF8.GetBytes(text), () => size), 100);

            Assert.Equal("{\"a\":1} \n", System.Text.Encoding.UTF8.GetString(body.Whole().Span));
        }
    }

    [Fact]
    public async Task Blanks_alone_do_not_end_the_wait_for_an_answer()
    {
        var time = new ManualTime();
        using var clock = new StreamClock(TimeLimits.Default, time, "s", default);
        clock.BeginAttempt();
        clock.Connected();
        var reading = BodyReader.ReadAsync(new WaitingStream([.. "\n\n\n"u8]), 100, clock, Peers.Example);
        Assert.Equal(StreamPhase.FirstToken, clock.Phase);
        time.Advance(TimeLimits.Default.FirstToken!.Value);

        var failure = await Record.ExceptionAsync(() => reading);

        Assert.Equal(ChatErrorKind.FirstTokenTimeout, Assert.IsType<ChatException>(clock.Explain(failure!)).Kind);
    }

    private static async Task<ReceivedBody> ReadAsync(Stream stream, int max)
    {
        using var clock = new StreamClock(TimeLimits.None, new ManualTime(), "s", default);
        return await BodyReader.ReadAsync(stream, max, clock, Peers.Example);
    }
}
