using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Core.Tools;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class ToolCallLinesTests : IDisposable
{
    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Calls_follow_the_text_each_on_its_line()
    {
        Backend.Chunks =
        [
            Chunks.Text("Looking."),
            Call(0, "a", "look", """{"x":"""),
            Call(0, null, null, "1}"),
            Call(1, "b", "see", "{}"),
            Chunks.End("tool_calls"),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal(
            "Looking.\n"
                + """{"id":"a","type":"function","function":{"name":"look","arguments":"{\"x\":1}"}}"""
                + "\n"
                + """{"id":"b","type":"function","function":{"name":"see","arguments":"{}"}}"""
                + "\n",
            _door.Output
        );
    }

    [Fact]
    public async Task Each_choice_has_its_own()
    {
        Backend.Chunks =
        [
            Call(0, "a", "look", "{}", choice: 0),
            Call(0, "b", "see", "{}", choice: 1),
            Chunks.End("tool_calls", 0),
            Chunks.End("tool_calls", 1),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "-n", "2", "hi"));
        var lines = _door.Output.Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Contains("\"look\"", lines[0], StringComparison.Ordinal);
        Assert.Equal("--- 2 of 2 ---", lines[1]);
        Assert.Contains("\"see\"", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_cut_is_not_shown_to_a_program_that_would_make_it()
    {
        Backend.Chunks = [Call(0, "a", "rm", """{"path":"/""")];
        Backend.Before = (index, _) =>
            index == 1 ? throw new ChatException(ChatErrorKind.Incomplete, "Cut.", "Ask again.") : Task.CompletedTask;
        Assert.Equal(1, await _door.RunAsync("ask", "hi"));
        Assert.Equal("", _door.Output);
    }

    [Fact]
    public async Task A_call_of_the_deprecated_kind_is_shown_too()
    {
        Backend.Chunks =
        [
            Delta(
                new ChatDelta
                {
                    FunctionCall = new FunctionCall { Name = "look", Arguments = "{}" },
                },
                0
            ),
            Chunks.End("function_call"),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("""{"name":"look","arguments":"{}"}""" + "\n", _door.Output);
    }

    private static ChatCompletionChunk Call(int index, string? id, string? name, string arguments, int choice = 0) =>
        Delta(
            new ChatDelta
            {
                ToolCalls =
                [
                    new ToolCallDelta
                    {
                        Index = index,
                        Id = id,
                        Type = id is null ? null : "function",
                        Function = new FunctionCall { Name = name, Arguments = arguments },
                    },
                ],
            },
            choice
        );

    private static ChatCompletionChunk Delta(ChatDelta delta, int choice) =>
        new()
        {
            Id = "chatcmpl-1",
            Created = 1,
            Model = "test",
            Choices = [new ChunkChoice { Index = choice, Delta = delta }],
        };

    public void Dispose() => _door.Dispose();
}
