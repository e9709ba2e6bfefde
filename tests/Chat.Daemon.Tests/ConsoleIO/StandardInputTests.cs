using System.Text;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Daemon.Tests.ConsoleIO;

public sealed class StandardInputTests
{
    [Fact]
    public void Every_text_survives()
    {
        Prop.ForAll<string>(text =>
            {
                var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
                var decoded = StandardInput.Decode(Encoding.UTF8.GetBytes(valid));
                var expected = valid.StartsWith('\uFEFF') ? valid[1..] : valid;
                return string.Equals(decoded, expected, StringComparison.Ordinal);
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_offset_is_that_of_the_first_byte_that_is_wrong()
    {
        Prop.ForAll<byte[]>(bytes =>
            {
                byte[] whole = [.. "é☃"u8, 0xFF, .. bytes];
                var error = Assert.Throws<ChatException>(() => StandardInput.Decode(whole));
                return error.Kind == ChatErrorKind.InvalidRequest
                    && error.Message.Contains("offset 5 (0xFF)", StringComparison.Ordinal);
            })
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 }, 0)]
    [InlineData(new byte[] { 0x61, 0xE2, 0x98 }, 1)]
    [InlineData(new byte[] { 0xC0, 0x80 }, 0)]
    [InlineData(new byte[] { 0x61, 0xED, 0xA0, 0x80 }, 1)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, 0)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xFF }, 3)]
    public void Cut_overlong_and_surrogate_sequences_are_refused(byte[] bytes, int offset)
    {
        var error = Assert.Throws<ChatException>(() => StandardInput.Decode(bytes));
        Assert.Contains($"offset {offset} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_is_told_as_such()
    {
        var terminal = new FakeTerminal();
        terminal.Redirect(new UnreadableStream());
        var error = await Assert.ThrowsAsync<ChatException>(() =>
            StandardInput.ReadAsync(terminal, CancellationToken.None)
        );
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal("Standard input cannot be read: Is a directory.", error.Message);
    }

    [Fact]
    public async Task Too_long_an_input_is_refused_without_reading_it_all()
    {
        var terminal = new FakeTerminal();
        var endless = new EndlessStream();
        terminal.Redirect(endless);
        var error = await Assert.ThrowsAsync<ChatException>(() =>
            StandardInput.ReadAsync(terminal, CancellationToken.None)
        );
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.InRange(endless.Given, StandardInput.MaxBytes, StandardInput.MaxBytes + (1 << 20));
    }

    [Fact]
    public async Task A_person_is_not_waited_for() =>
        Assert.Null(await StandardInput.ReadAsync(new FakeTerminal(), CancellationToken.None));

    [Fact]
    public async Task An_interrupt_ends_the_wait_for_input()
    {
        using var stop = new CancellationTokenSource();
        var terminal = new FakeTerminal();
        using var silent = new SilentStream(stop);
        terminal.Redirect(silent);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StandardInput.ReadAsync(terminal, stop.Token));
    }
}
