using Chat.Core.Completions;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class LogprobReportTests : IDisposable
{
    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Log_probabilities_of_a_text_answer_go_to_standard_error()
    {
        var token = new TokenLogprob
        {
            Token = "Yes\n",
            Logprob = -0.5,
            TopLogprobs = [new TokenLogprob { Token = "No", Logprob = -1.25 }],
        };
        var chunk = Chunks.Text("Yes\n");
        Backend.Chunks =
        [
            chunk with
            {
                Choices = [chunk.Choices[0] with { Logprobs = new ChoiceLogprobs { Content = [token] } }],
            },
            Chunks.End(),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "--logprobs", "--top-logprobs", "1", "hi"));
        Assert.Equal("-0.5000 \"Yes\\n\"   of -1.2500 \"No\"\n", _door.Error);
    }

    public void Dispose() => _door.Dispose();
}
