using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class TextAnswerWriterTests : IDisposable
{
    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Each_piece_is_flushed_as_it_comes()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are ☃."), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "Are dogs real?"));
        Assert.Equal(
            ["Yes, ", "Yes, they are ☃.", "Yes, they are ☃.\n"],
            ((RecordingStream)_door.Terminal.Output).Flushed
        );
        Assert.Equal("", _door.Error);
    }

    [Fact]
    public async Task Text_starts_without_a_byte_order_mark()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("Yes.\n"u8.ToArray(), _door.Terminal.OutputBytes);
    }

    [Fact]
    public async Task A_line_that_is_ended_is_not_ended_again()
    {
        Backend.Chunks = [Chunks.Text("Yes.\n"), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("Yes.\n", _door.Output);
    }

    [Fact]
    public async Task An_empty_answer_is_an_empty_line()
    {
        Backend.Chunks = [Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("\n", _door.Output);
    }

    [Fact]
    public async Task No_stream_writes_once()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are.\n"), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "--no-stream", "hi"));
        Assert.Equal(["Yes, they are.\n"], ((RecordingStream)_door.Terminal.Output).Flushed);
    }

    [Theory]
    [InlineData("--stats")]
    [InlineData("--no-stream")]
    public async Task Several_answers_come_one_after_another(string option)
    {
        Backend.Chunks =
        [
            Chunks.Text("a", 0),
            Chunks.Text("x", 1),
            Chunks.Text("b", 0),
            Chunks.Text("p", 2),
            Chunks.Text("y", 1),
            Chunks.End(index: 1),
            Chunks.End(index: 0),
            Chunks.Text("q\n", 2),
            Chunks.End(index: 2),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "-n", "3", option, "hi"));
        Assert.Equal("ab\n--- 2 of 3 ---\nxy\n--- 3 of 3 ---\npq\n", _door.Output);
    }

    [Fact]
    public async Task A_later_answer_waits_for_its_turn_and_then_streams()
    {
        Backend.Chunks =
        [
            Chunks.Text("x", 1),
            Chunks.Text("a", 0),
            Chunks.End(index: 0),
            Chunks.Text("y", 1),
            Chunks.End(index: 1),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "-n", "2", "hi"));
        var flushed = ((RecordingStream)_door.Terminal.Output).Flushed;
        Assert.Equal("a", flushed[0]);
        Assert.Contains("a\n--- 2 of 2 ---\nx", flushed);
        Assert.Equal("a\n--- 2 of 2 ---\nxy\n", _door.Output);
    }

    public void Dispose() => _door.Dispose();
}
