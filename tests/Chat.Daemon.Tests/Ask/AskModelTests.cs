using Chat.Core.Errors;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskModelTests : IDisposable
{
    private readonly HomeDoor _home = new();

    public AskModelTests()
    {
        _home.WriteProfiles(""" "router": {"kind":"vllm","model":"own"}, "far": {"kind":"vllm","model":"its"} """);
        foreach (var name in (string[])["router", "far"])
        {
            _home.Door.Remote.Backends[name] = new FakeBackend();
        }
    }

    [Theory]
    [InlineData("router", "own", "--profile", "router")]
    [InlineData("router", "own", "--profile", "ROUTER")]
    [InlineData("router", "x", "--profile", "router", "-m", "x")]
    [InlineData("router", "far/x", "--profile", "router", "-m", "far/x")]
    [InlineData("far", "x", "-m", "far/x")]
    [InlineData("far", "its", "-m", "far/")]
    [InlineData("far", "set")]
    public async Task A_profile_and_a_model_lead_to_one(string profile, string model, params string[] options)
    {
        _home.Environment["CHAT_MODEL"] = "far/set";
        Assert.Equal(0, await _home.RunAsync(["ask", "hi", .. options]));
        Assert.Equal(profile, Assert.Single(_home.Door.Remote.Opened).Name);
        Assert.Equal(model, _home.Door.Remote.Backends[profile].Request!.Model);
        Assert.Equal("Yes.\n", _home.Door.Output);
    }

    [Fact]
    public async Task A_file_stays_a_file_in_the_local_profile()
    {
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--profile", "local", "-m", "./x.gguf"));
        Assert.Equal("./x.gguf", _home.Door.Engine.Backend.Request!.Model);
    }

    [Fact]
    public async Task A_file_stays_a_file_in_every_profile_of_the_kind_local()
    {
        _home.WriteProfiles(""" "mine": {"kind":"local"} """);
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--profile", "mine", "-m", "./x.gguf"));
        Assert.Equal("./x.gguf", _home.Door.Engine.Backend.Request!.Model);
    }

    [Fact]
    public async Task A_profile_in_the_place_of_a_model_is_explained()
    {
        _home.Door.Engine.Backend.Failure = new ChatException(
            ChatErrorKind.NotFound,
            "No such model.",
            "Name another."
        );
        Assert.Equal(3, await _home.RunAsync("ask", "hi", "-m", "far"));
        Assert.Equal(
            "error: No such model.\n  'far' is a profile: write far/MODEL, or --profile far.\n",
            _home.Door.Error
        );
    }

    [Theory]
    [InlineData("openai/gpt", "OPENAI_API_KEY")]
    [InlineData("mistral/m", "MISTRAL_API_KEY")]
    [InlineData("Azure/m", "AZURE_OPENAI_ENDPOINT")]
    public async Task A_ready_made_profile_that_is_not_there_tells_its_variable(string model, string variable)
    {
        Assert.Equal(4, await _home.RunAsync("ask", "hi", "-m", model));
        _home.Door.AssertTwoLines($"the environment variable {variable} is not set");
    }

    [Fact]
    public async Task The_profile_of_the_environment_is_asked_when_none_is_named()
    {
        _home.Environment["CHAT_PROFILE"] = "far";
        Assert.Equal(0, await _home.RunAsync("ask", "hi"));
        Assert.Equal("its", _home.Door.Remote.Backends["far"].Request!.Model);
    }

    [Fact]
    public async Task An_unknown_profile_is_told_before_standard_input_is_read()
    {
        _home.Door.Terminal.Redirect(new UnreadableStream());
        Assert.Equal(3, await _home.RunAsync("ask", "--profile", "ruoter"));
        _home.Door.AssertTwoLines("There is no profile 'ruoter'");
        Assert.Contains("Did you mean router?", _home.Door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strict_makes_the_profile_strict()
    {
        Assert.Equal(0, await _home.RunAsync("ask", "-m", "far/x", "hi"));
        Assert.Equal(0, await _home.RunAsync("ask", "-m", "far/x", "--strict", "hi"));
        Assert.Equal([false, true], _home.Door.Remote.Opened.Select(profile => profile.Strict));
    }

    [Fact]
    public async Task Strict_refuses_what_the_local_engine_would_ignore()
    {
        Assert.Equal(2, await _home.RunAsync("ask", "--strict", "--seed", "1", "hi"));
        _home.Door.AssertTwoLines("seed");
        Assert.Equal(0, _home.Door.Engine.Backend.Given);
    }

    public void Dispose() => _home.Dispose();
}
