using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class ReasoningTextTests : IDisposable
{
    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Reasoning_is_shown_when_asked_for_and_ended_before_the_answer()
    {
        Backend.Chunks = [Thought("So\n"), Thought("\u001b[31mthen"), Chunks.Text("Yes."), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal(("Yes.\n", ""), (_door.Output, _door.Error));
        Assert.Equal(0, await _door.RunAsync("ask", "--reasoning", "hi"));
        Assert.Equal("So\n [31mthen\n", _door.Error);
    }

    [Fact]
    public async Task Reasoning_that_was_cut_is_ended_before_the_failure()
    {
        Backend.Chunks = [Thought("So")];
        Backend.Before = (index, _) =>
            index == 1 ? throw new ChatException(ChatErrorKind.Incomplete, "Cut.", "Ask again.") : Task.CompletedTask;
        Assert.Equal(1, await _door.RunAsync("ask", "--reasoning", "hi"));
        Assert.Equal("So\nerror: Cut.\n  Ask again.\n", _door.Error);
    }

    private static ChatCompletionChunk Thought(string text) =>
        Chunks.Text("") with
        {
            Choices = [new ChunkChoice { Delta = new ChatDelta { Reasoning = text } }],
        };

    public void Dispose() => _door.Dispose();
}
