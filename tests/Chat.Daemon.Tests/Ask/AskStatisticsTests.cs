using Chat.Core.Completions;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskStatisticsTests : IDisposable
{
    private static readonly CompletionTimings Timings = new()
    {
        CachedTokens = 2,
        PromptTokens = 10,
        PromptMilliseconds = 100,
        PredictedTokens = 5,
        PredictedMilliseconds = 50,
        TimeToFirstTokenMilliseconds = 120,
        LoadMilliseconds = 300,
    };

    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Statistics_show_all_figures_on_standard_error()
    {
        Backend.Chunks = [Chunks.Text("Yes."), Chunks.End() with { Timings = Timings }];
        Assert.Equal(0, await _door.RunAsync("ask", "--stats", "--quiet", "hi"));
        Assert.Equal(
            "prompt tokens: 12 (2 reused), 100.0 tokens/s\nanswer tokens: 5, 100.0 tokens/s\nfirst token:   120 ms\nmodel load:    300 ms\n",
            _door.Error
        );
    }

    [Fact]
    public async Task The_first_token_of_a_server_with_timings_is_measured_here()
    {
        var timings = Timings with { TimeToFirstTokenMilliseconds = null, LoadMilliseconds = null };
        Backend.Chunks =
        [
            Chunks.Text("Yes.") with
            {
                TotalLatency = TimeSpan.FromMilliseconds(70),
            },
            Chunks.End() with
            {
                Timings = timings,
            },
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "--stats", "--quiet", "hi"));
        Assert.EndsWith("first token:   70 ms\n", _door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_servers_count_of_tokens_shows_without_times()
    {
        var usage = new Usage
        {
            PromptTokens = 7,
            CompletionTokens = 3,
            TotalTokens = 10,
            PromptTokensDetails = new PromptTokensDetails { CachedTokens = 4 },
        };
        Backend.Chunks = [Chunks.Text("Yes."), Chunks.End() with { Usage = usage }];
        Assert.Equal(0, await _door.RunAsync("ask", "--stats", "--quiet", "hi"));
        Assert.StartsWith("prompt tokens: 7 (4 reused)\nanswer tokens: 3\n", _door.Error, StringComparison.Ordinal);
        Assert.True(Backend.Request!.StreamOptions!.IncludeUsage);
    }

    [Fact]
    public async Task An_answer_without_figures_is_told_as_such()
    {
        Backend.Chunks = [Chunks.Text("Yes."), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "--stats", "--quiet", "hi"));
        Assert.DoesNotContain("tokens:", _door.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _door.Dispose();
}
