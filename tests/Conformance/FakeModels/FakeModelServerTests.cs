using System.Text.Json.Nodes;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.FakeModels;

/// <summary>Every fake model server answers as its model promises, in the shape of its dialect.</summary>
public sealed class FakeModelServerTests
{
    public static TheoryData<FakeDialect> Dialects => [.. Enum.GetValues<FakeDialect>()];

    public static TheoryData<FakeDialect, string, int> Refusals
    {
        get
        {
            var data = new TheoryData<FakeDialect, string, int>();
            foreach (var dialect in Enum.GetValues<FakeDialect>())
            {
                data.Add(dialect, MagicModels.Limited, 429);
                data.Add(dialect, MagicModels.Busy, 503);
                data.Add(dialect, MagicModels.Full, 400);
                data.Add(dialect, "missing", dialect == FakeDialect.KTransformers ? 200 : 404);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task It_counts_streamed_and_whole(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        using var caller = new ModelCaller(model);

        var (_, streamed) = await caller.AskAsync("count 5", stream: true);
        var (_, whole) = await caller.AskAsync("count 5", stream: false);

        Assert.Equal("1 2 3 4 5", ModelCaller.Content(ModelCaller.Events(streamed)));
        Assert.Equal("1 2 3 4 5", ModelCaller.Content([JsonNode.Parse(whole)!]));
        Assert.Equal(dialect == FakeDialect.Ollama, !streamed.EndsWith("[DONE]\n\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_magic_model_has_its_status(FakeDialect dialect, string name, int status)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        using var caller = new ModelCaller(model);

        var (whole, text) = await caller.AskAsync("hello", stream: false, name: name);
        var (streamed, _) = await caller.AskAsync("hello", stream: true, name: name);

        Assert.Equal((status, status), (whole, streamed));
        Assert.Equal(status != 200, text.Contains("\"error\"", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_key_is_asked_for_in_the_dialects_header(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect, new FakeModelOptions { Key = "k" });
        using var caller = new ModelCaller(model);

        Assert.Equal(401, (await caller.AskAsync("hello", stream: false)).Status);
        var isAzure = dialect == FakeDialect.Azure;
        caller.Client.DefaultRequestHeaders.Add(isAzure ? "api-key" : "Authorization", isAzure ? "k" : "Bearer k");
        Assert.Equal(200, (await caller.AskAsync("hello", stream: false)).Status);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task The_slow_model_waits_behind_its_first_token(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        using var caller = new ModelCaller(model);

        var asked = caller.AskAsync("count 3", stream: true, name: MagicModels.Slow);
        await model.SlowGate.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(asked.IsCompleted);
        model.SlowGate.Open();

        Assert.Equal("1 2 3", ModelCaller.Content(ModelCaller.Events((await asked).Text)));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task The_broken_model_gives_two_tokens_and_an_error_and_the_cut_one_two_tokens(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        using var caller = new ModelCaller(model);

        var (status, broken) = await caller.AskAsync("count 9", stream: true, name: MagicModels.Broken);
        var events = ModelCaller.Events(broken);
        var cut = caller.AskAsync("count 9", stream: true, name: MagicModels.Cut);

        Assert.Equal(200, status);
        Assert.Equal("1 2", ModelCaller.Content(events));
        Assert.Contains("failed after two tokens", events[^1].ToJsonString(), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => cut);
    }

    [Theory]
    [InlineData(FakeDialect.OpenAi, "/v1/models", "data")]
    [InlineData(FakeDialect.Azure, "/openai/models?api-version=1", "data")]
    [InlineData(FakeDialect.Mistral, "/v1/models", "data")]
    [InlineData(FakeDialect.Ollama, "/api/tags", "models")]
    [InlineData(FakeDialect.Ollama, "/v1/models", "data")]
    public async Task It_lists_its_models(FakeDialect dialect, string path, string list)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        using var caller = new ModelCaller(model);

        var models = JsonNode.Parse(await caller.Client.GetStringAsync(path))![list]!.AsArray();

        Assert.Equal(MagicModels.All, models.Select(item => (string?)(item!["id"] ?? item["name"])));
    }
}
