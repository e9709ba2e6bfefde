using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.LocalEngine;

public sealed class LocalModelTests : IDisposable
{
    private readonly HomeDoor _home = new();

    public LocalModelTests() =>
        _home.WriteProfiles(
            """ "far": {"kind":"llama-server","url":"http://h/v1"}, "mine": {"kind":"local","model":"m"} """
        );

    public static TheoryData<string[]> Commands { get; } =
        new([
            ["tokens", "hi", "-m"],
            ["models", "show"],
            ["bench", "-m"],
        ]);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_model_of_a_server_is_refused(string[] command)
    {
        Assert.Equal(2, await _home.RunAsync([.. command, "far/x"]));
        var name = string.Join(' ', command.TakeWhile(word => word is not ("hi" or "-m")));
        _home.Door.AssertTwoLines(
            $"chatd {name} works with local models only, and 'far' is a profile of kind llama-server."
        );
        Assert.Empty(Asked());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_local_model_goes_to_the_engine_by_the_name_it_knows(string[] command)
    {
        _home.Environment["CHAT_PROFILE"] = "far";
        foreach (var model in (string[])["x", "local/x", "mine/x", "mine/", "./far/x.gguf"])
        {
            Assert.Equal(0, await _home.RunAsync([.. command, model]));
        }

        Assert.Equal("", _home.Door.Error);
        Assert.Equal("./far/x.gguf", Asked()[^1]);
        Assert.All(Asked(), model => Assert.Contains(model, (string[])["x", "local/x", "local/m", "./far/x.gguf"]));
    }

    [Theory]
    [InlineData("far/x", null)]
    [InlineData("x", "far")]
    public async Task A_server_named_by_the_environment_is_meant_for_ask(string model, string? profile)
    {
        _home.Environment["CHAT_MODEL"] = model;
        if (profile is not null)
        {
            _home.Environment["CHAT_PROFILE"] = profile;
        }

        Assert.Equal(0, await _home.RunAsync("tokens", "hi"));
        Assert.Equal([null], Asked());
        Assert.StartsWith("warning: CHAT_MODEL names a model of the llama-server profile 'far'", _home.Door.Error);
    }

    [Fact]
    public async Task An_unknown_profile_is_told_as_ask_tells_it()
    {
        Assert.Equal(3, await _home.RunAsync("tokens", "hi", "-m", "fra/x"));
        _home.Door.AssertTwoLines("There is no profile 'fra'.");
        Assert.Contains("Did you mean far/x?", _home.Door.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private List<string?> Asked() =>
        _home.Door.Engine.BenchAsked is { } bench ? [bench.Model] : _home.Door.Engine.ModelsAsked;
}
