using System.Text.Json.Nodes;
using Chat.Testing.FakeModels;
using Chat.Testing.FakeServers;

namespace Chat.Conformance.Tests.Doors;

/// <summary><c>chatd profiles test</c> and <c>chatd models list</c> against servers.</summary>
public sealed class ProfilesDoorTests : IDisposable
{
    private readonly ServedDoor _door = new();

    public static TheoryData<FakeDialect> Dialects => [.. Enum.GetValues<FakeDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_sound_profile_passes_every_check(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect, new FakeModelOptions { Key = "right" });
        _door.Environment["KEY"] = "right";
        _door.AddProfile(model, "\"key\": \"env:KEY\", \"model\": \"echo\", ");

        var result = await _door.RunAsync("profiles", "test", "--complete", "m");

        result.AssertSucceeds();
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("ok       m: key: env:KEY holds one", lines[0]);
        Assert.Matches("^ok       m: models: 8 listed \\([0-9]+ ms\\)$", lines[1]);
        Assert.Matches(dialect == FakeDialect.Azure ? "^skipped  m: model: " : "^ok       m: model: echo", lines[2]);
        Assert.Matches("^ok       m: completion: .+ answered \\([0-9]+ ms\\)$", lines[3]);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task The_models_of_a_server_are_listed_as_references(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        _door.AddProfile(model);

        var result = await _door.RunAsync("models", "list", "--profile", "m", "--json");

        result.AssertSucceeds();
        var models = JsonNode.Parse(result.Output)!.AsArray();
        Assert.Equal(MagicModels.All.Select(name => "m/" + name), models.Select(entry => (string?)entry!["id"]));
        Assert.All(models, entry => Assert.Equal("m", (string?)entry!["profile"]));
        Assert.All(models, entry => Assert.Equal(model.Server.Address.Authority, (string?)entry!["source"]));
    }

    [Fact]
    public async Task One_profile_that_fails_ends_neither_the_list_nor_the_tests_of_the_others()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        await using var guarded = await FakeModelServer.StartAsync(
            FakeDialect.Vllm,
            new FakeModelOptions { Key = "right" }
        );
        _door.AddProfile("shut", "vllm", guarded.BaseAddress);
        _door.AddProfile("keyless", "vllm", model.BaseAddress, "\"key\": \"env:NONE\", ");
        _door.AddProfile("typo", "openai-compatible", model.BaseAddress, "\"model\": \"ecko\", ");
        _door.AddProfile(model, "\"model\": \"echo\", ");

        var listed = await _door.RunAsync("models", "list");
        Assert.Equal(0, listed.Code);
        Assert.Contains("m/echo ", listed.Output, StringComparison.Ordinal);
        Assert.Contains("typo/echo ", listed.Output, StringComparison.Ordinal);
        Assert.Contains("local/", listed.Output, StringComparison.Ordinal);
        var warnings = listed.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(2, warnings.Length);
        Assert.StartsWith("warning: The models of the profile 'shut'", warnings[0], StringComparison.Ordinal);
        Assert.Contains("NONE is not set", warnings[1], StringComparison.Ordinal);

        var tested = await _door.RunAsync("profiles", "test", "shut", "keyless", "typo", "m", "--json");
        Assert.Equal((1, ""), (tested.Code, tested.Error));
        var problems = JsonNode
            .Parse(tested.Output)!
            .AsArray()
            .Where(entry => (string?)entry!["state"] == "problem")
            .Select(entry => $"{entry!["profile"]} {entry["check"]} {entry["kind"]}");
        Assert.Equal(["shut models authentication", "keyless key authentication", "typo model notFound"], problems);
        Assert.Contains("Did you mean echo?", tested.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shut", 4)]
    [InlineData("gone", 1)]
    [InlineData("page", 1)]
    [InlineData("silent", 5)]
    [InlineData("nobody", 3)]
    public async Task A_problem_has_the_code_of_its_kind(string name, int code)
    {
        await using var guarded = await FakeModelServer.StartAsync(
            FakeDialect.Vllm,
            new FakeModelOptions { Key = "right" }
        );
        await using var server = await FakeServer.StartAsync();
        var gate = new FakeGate();
        server.Respond(request =>
            request.Path.StartsWith("/page", StringComparison.Ordinal)
                ? FakeReplies.HtmlError()
                : FakeReplies.Json("{}") with
                {
                    BeforeHead = gate,
                }
        );
        var gone = await FakeServer.StartAsync();
        _door.AddProfile("shut", "vllm", guarded.BaseAddress);
        _door.AddProfile("gone", "vllm", gone.Address);
        _door.AddProfile("page", "vllm", new Uri(server.Address, "/page"));
        _door.AddProfile("silent", "vllm", new Uri(server.Address, "/silent"));
        await gone.DisposeAsync();

        var tested = await _door.RunAsync("profiles", "test", "--timeout", "0.3", name);
        var listed = await _door.RunAsync("models", "list", "--timeout", "0.3", "--profile", name);

        Assert.Equal((code, code), (tested.Code, listed.Code));
        Assert.Equal(name != "nobody", tested.Output.StartsWith("problem  ", StringComparison.Ordinal));
        listed.AssertFails(code, "");
        gate.Open();
    }

    public void Dispose() => _door.Dispose();
}
