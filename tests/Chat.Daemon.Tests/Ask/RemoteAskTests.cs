using Chat.Core.Backends;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class RemoteAskTests : IDisposable
{
    private readonly HomeDoor _home = new();
    private readonly FakeBackend _far = new();

    public RemoteAskTests()
    {
        _home.WriteProfiles(""" "far": {"kind":"vllm"} """);
        _home.Door.Remote.Backends["far"] = _far;
    }

    [Fact]
    public async Task A_limit_of_the_server_is_not_a_full_window()
    {
        _far.Chunks = [Chunks.Text("Yes"), Chunks.End("length")];
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "-m", "far/x"));
        Assert.Equal(
            "warning: The server ended the answer at its own token limit; give --max-tokens for another.\n",
            _home.Door.Error
        );
    }

    [Theory]
    [InlineData("stream_options.include_usage is sent, but S is not known to heed it.", "")]
    [InlineData(
        "stream_options.include_usage and seed are sent, but S is not known to heed them.",
        "warning: seed is sent, but S is not known to heed it.\n"
    )]
    [InlineData("top_a changes nothing on S.", "warning: top_a changes nothing on S.\n")]
    public async Task The_wish_for_usage_is_left_out_of_warnings(string warning, string told)
    {
        _far.Capabilities = new BackendCapabilities([
            KeyValuePair.Create("messages", FieldSupport.Honoured),
            KeyValuePair.Create("model", FieldSupport.Honoured),
            KeyValuePair.Create("seed", FieldSupport.Unverified),
            KeyValuePair.Create("stream_options.include_usage", FieldSupport.Unverified),
        ]);
        string[] seed = warning.Contains("seed", StringComparison.Ordinal) ? ["--seed", "1"] : [];
        var examined = CapabilityReport.Examine(
            Chat.Core.Requests.ChatCompletionRequest.Create("x", Chat.Core.Requests.ChatMessage.User("hi")) with
            {
                Seed = seed.Length > 0 ? 1 : null,
                StreamOptions = new Chat.Core.Requests.StreamOptions { IncludeUsage = true },
            },
            _far.Capabilities,
            "S"
        );
        var sent = examined.SingleOrDefault(sentence => told.Length == 0 || seed.Length > 0) ?? warning;
        _far.Chunks = [Chunks.Text("Yes.") with { Warnings = [sent] }, Chunks.End()];
        Assert.Equal(0, await _home.RunAsync(["ask", "hi", "--json", "-m", "far/x", .. seed]));
        Assert.Equal(told, _home.Door.Error);
        Assert.DoesNotContain("stream_options", _home.Door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_asks_for_usage_and_replays_into_an_object_with_it()
    {
        var file = _home.File("c.json");
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "-m", "far/x", "--record", file));
        Assert.True(_far.Request!.StreamOptions!.IncludeUsage);
    }

    [Fact]
    public async Task A_replay_leaves_the_wish_of_its_recording_out_too()
    {
        const string warning = "stream_options.include_usage is sent, but S is not known to heed it.";
        var file = _home.File("c.json");
        _far.Capabilities = new BackendCapabilities([
            KeyValuePair.Create("messages", FieldSupport.Honoured),
            KeyValuePair.Create("model", FieldSupport.Honoured),
            KeyValuePair.Create("stream_options.include_usage", FieldSupport.Unverified),
        ]);
        _far.Chunks = [Chunks.Text("Yes.") with { Warnings = [warning] }, Chunks.End()];
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "-m", "far/x", "--record", file));
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "-m", "far/x", "--replay", file));
        Assert.Equal("", _home.Door.Error);
    }

    [Theory]
    [InlineData("x", "x", false)]
    [InlineData("x", "x-2026-01-01", false)]
    [InlineData("x", "x:latest", false)]
    [InlineData("x", "xy", true)]
    [InlineData("x", "other", true)]
    public async Task Another_model_than_the_one_asked_shows_in_the_figures(string asked, string answered, bool shows)
    {
        _far.Chunks = [Chunks.Text("Yes.") with { Model = answered }, Chunks.End() with { Model = answered }];
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--stats", "-m", $"far/{asked}"));
        Assert.Equal(shows, _home.Door.Error.Contains($"model:         {answered}\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "a\u001b[2Jb\tc\n")]
    [InlineData(false, "a [2Jb\tc\n")]
    public async Task Escape_codes_of_an_answer_reach_no_terminal(bool redirected, string shown)
    {
        _home.Door.Terminal.IsOutputRedirected = redirected;
        _far.Chunks = [Chunks.Text("a\u001b[2Jb\tc"), Chunks.End()];
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "-m", "far/x"));
        Assert.Equal(shown, _home.Door.Output);
    }

    [Fact]
    public async Task Escape_codes_of_model_names_reach_no_list()
    {
        _far.Models = ["a\u001b[2J"];
        Assert.Equal(0, await _home.RunAsync("models", "list", "--profile", "far"));
        Assert.Equal(0, await _home.RunAsync("profiles", "test", "far"));
        Assert.Equal(3, await _home.RunAsync("profiles", "test", "far", "-m", "\u001b[2"));
        Assert.DoesNotContain("\u001b", _home.Door.Output, StringComparison.Ordinal);
        Assert.Contains("far/a [2J", _home.Door.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();
}
