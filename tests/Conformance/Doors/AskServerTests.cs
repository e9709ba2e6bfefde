using System.Text.Json.Nodes;
using Chat.Testing.FakeModels;
using Chat.Testing.FakeServers;

namespace Chat.Conformance.Tests.Doors;

/// <summary><c>chatd ask</c> against every kind of server.</summary>
public sealed class AskServerTests : IDisposable
{
    private readonly ServedDoor _door = new();

    public static TheoryData<FakeDialect> Dialects => [.. Enum.GetValues<FakeDialect>()];

    public static TheoryData<FakeDialect, string, int, string> Failures
    {
        get
        {
            var data = new TheoryData<FakeDialect, string, int, string>();
            foreach (var dialect in Enum.GetValues<FakeDialect>())
            {
                data.Add(dialect, MagicModels.Limited, 1, "");
                data.Add(dialect, MagicModels.Busy, 1, "");
                data.Add(dialect, MagicModels.Full, 1, "");
                data.Add(dialect, MagicModels.Cut, 1, "1 2\n");
                data.Add(dialect, MagicModels.Broken, 1, "1 2\n");
                if (dialect != FakeDialect.KTransformers)
                {
                    data.Add(dialect, "missing", 3, "");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task An_answer_streams_from_every_kind_of_server(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        _door.AddProfile(model);

        (await _door.RunAsync("ask", "-m", "m/echo", "count 5")).AssertIs(0, "1 2 3 4 5\n");
        (await _door.RunAsync("ask", "--profile", "m", "-m", "echo", "Are dogs real?")).AssertIs(0, "Are dogs real?\n");
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_whole_object_tells_outcome_and_usage(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        _door.AddProfile(model);

        var result = await _door.RunAsync("ask", "-m", "m/echo", "--json", "count 5");

        Assert.Equal((0, ""), (result.Code, result.Error));
        var answer = JsonNode.Parse(result.Output)!;
        Assert.Equal("1 2 3 4 5", (string?)answer["choices"]![0]!["message"]!["content"]);
        Assert.Equal("completed", (string?)answer["outcome"]);
        Assert.Equal(5, (int?)answer["usage"]!["completion_tokens"]);
        Assert.Null(answer["warnings"]);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_has_its_code_and_keeps_what_came(
        FakeDialect dialect,
        string name,
        int code,
        string partial
    )
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        _door.AddProfile(model);

        var result = await _door.RunAsync("ask", "-m", $"m/{name}", "count 9");

        result.AssertFails(code, "");
        Assert.Equal(partial, result.Output);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_refused_key_has_its_code(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect, new FakeModelOptions { Key = "right" });
        _door.AddProfile(model, "\"key\": \"env:WRONG\", ");

        (await _door.RunAsync("ask", "-m", "m/echo", "hi")).AssertFails(4, "WRONG is not set");
        Assert.Equal(0, model.Server.TotalRequests);
        _door.Environment["WRONG"] = "wrong";
        (await _door.RunAsync("ask", "-m", "m/echo", "hi")).AssertFails(4, "");
        _door.Environment["WRONG"] = "right";
        (await _door.RunAsync("ask", "-m", "m/echo", "hi")).AssertIs(0, "hi\n");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile(model);
        await model.DisposeAsync();

        (await _door.RunAsync("ask", "-m", "m/echo", "hi")).AssertFails(1, "127.0.0.1");
    }

    [Fact]
    public async Task Unknown_profiles_get_the_nearest_name()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile("router", "vllm", model.BaseAddress);

        var named = await _door.RunAsync("ask", "--profile", "ruoter", "hi");
        named.AssertFails(3, "There is no profile 'ruoter'");
        Assert.Contains("Did you mean router?", named.Error, StringComparison.Ordinal);
        var referred = await _door.RunAsync("ask", "-m", "ruoter/echo", "hi");
        referred.AssertFails(3, "There is no profile 'ruoter'");
        Assert.Contains("router/echo", referred.Error, StringComparison.Ordinal);
        Assert.Equal(0, model.Server.TotalRequests);
    }

    [Fact]
    public async Task An_interrupt_keeps_the_partial_text()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile(model);
        using var interrupt = new CancellationTokenSource();
        _door.Interrupt = interrupt.Token;

        var asked = _door.RunAsync("ask", "-m", "m/slow", "count 3");
        await model.SlowGate.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        await interrupt.CancelAsync();

        var result = await asked;
        Assert.Equal((130, ""), (result.Code, result.Error));
        Assert.Contains(result.Output, (string[])["1\n", ""]);
    }

    [Fact]
    public async Task A_retry_is_told_as_a_warning()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.Environment["OPENAI_BASE_URL"] = model.BaseAddress.AbsoluteUri;
        model.Server.Enqueue(FakeReplies.Text("busy", 503).WithHeader("retry-after-ms", "1"));

        var result = await _door.RunAsync("ask", "-m", "openai/echo", "hi");

        Assert.Equal((0, "hi\n"), (result.Code, result.Output));
        Assert.StartsWith("warning: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("503", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, model.Server.TotalRequests);
    }

    [Fact]
    public async Task A_field_that_would_be_ignored_is_told_and_strict_refuses_it_before_anything_is_sent()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Ollama);
        _door.AddProfile(model);

        var told = await _door.RunAsync("ask", "-m", "m/echo", "--logit-bias", "5=1", "hi");
        Assert.Equal((0, "hi\n"), (told.Code, told.Output));
        Assert.StartsWith("warning: logit_bias", told.Error, StringComparison.Ordinal);
        var asked = model.Server.TotalRequests;
        var refused = await _door.RunAsync("ask", "-m", "m/echo", "--strict", "--logit-bias", "5=1", "hi");
        refused.AssertFails(2, "logit_bias");
        Assert.Equal(asked, model.Server.TotalRequests);
        (await _door.RunAsync("ask", "-m", "m/echo", "--strict", "--json", "hi")).AssertSucceeds();
    }

    public void Dispose() => _door.Dispose();
}
