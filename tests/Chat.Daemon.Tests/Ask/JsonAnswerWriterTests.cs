using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class JsonAnswerWriterTests : IDisposable
{
    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Json_is_one_whole_object_on_one_line()
    {
        Backend.Chunks =
        [
            Chunks.Text("Yes.\nThey are."),
            Chunks.End(),
            Chunks.End() with
            {
                Choices = [],
                Timings = new CompletionTimings { LoadMilliseconds = 300 },
                Usage = new Usage
                {
                    PromptTokens = 12,
                    CompletionTokens = 5,
                    TotalTokens = 17,
                },
            },
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "--json", "hi"));
        Assert.Equal(1, _door.Output.Count(character => character == '\n'));
        var answer = JsonSerializer.Deserialize(_door.Output, ChatJsonContext.Default.ChatCompletion)!;
        Assert.Equal("chat.completion", answer.Object);
        Assert.Equal("Yes.\nThey are.", answer.Choices[0].Message.Content!.Text);
        Assert.Equal(FinishReason.Stop, answer.Choices[0].FinishReason);
        Assert.Equal(17, answer.Usage!.TotalTokens);
        Assert.Equal(CompletionOutcome.Completed, answer.Outcome);
        Assert.Equal(300, answer.Timings!.LoadMilliseconds);
        Assert.True(Backend.Request!.StreamOptions!.IncludeUsage);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "Yes, ")]
    public async Task An_interrupted_json_answer_says_so(int chunks, string text)
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End()];
        _door.InterruptBefore(chunks);
        Assert.Equal(130, await _door.RunAsync("ask", "--json", "hi"));
        var answer = JsonSerializer.Deserialize(_door.Output, ChatJsonContext.Default.ChatCompletion)!;
        Assert.Equal(CompletionOutcome.Cancelled, answer.Outcome);
        Assert.Null(answer.Choices[0].FinishReason);
        Assert.Equal(text, answer.Choices[0].Message.Content!.Text);
        Assert.Contains("\"finish_reason\":null", _door.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _door.Dispose();
}
