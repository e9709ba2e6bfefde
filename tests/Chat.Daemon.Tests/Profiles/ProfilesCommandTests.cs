using System.Text.Json.Nodes;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Profiles;

public sealed class ProfilesCommandTests : IDisposable
{
    private readonly HomeDoor _home = new();

    private Door Door => _home.Door;

    [Theory]
    [InlineData("profiles", "list")]
    [InlineData("profiles")]
    public async Task The_table_tells_where_each_profile_and_its_key_come_from(params string[] line)
    {
        _home.WriteProfiles(
            """
            "work": {"kind":"vllm","url":"http://gpu:8000/v1","model":"qwen3","key":"file:~/k"}
            """
        );
        _home.Environment["OPENAI_API_KEY"] = "sk-secret-1";
        _home.Environment["CHAT_PROFILE"] = "work";

        Assert.Equal(0, await _home.RunAsync(line));

        Assert.Matches("(?m)^work +vllm +http://gpu:8000/v1 +qwen3 +file:~/k +file +yes$", Door.Output);
        Assert.Matches(
            "(?m)^openai +openai +https://api.openai.com/v1 +- +env:OPENAI_API_KEY +environment$",
            Door.Output
        );
        Assert.Matches("(?m)^local +local +- +smollm2-135m-instruct +- +built-in$", Door.Output);
        Assert.Matches("(?m)^ollama +ollama +http://127.0.0.1:11434 +- +- +built-in$", Door.Output);
        Assert.DoesNotContain("sk-secret", Door.Output, StringComparison.Ordinal);
        Assert.Equal("", Door.Error);
    }

    [Fact]
    public async Task Json_leaves_out_what_is_not_there()
    {
        _home.WriteProfiles("""  "m": {"kind":"mistral","key":"env:K"} """);

        Assert.Equal(0, await _home.RunAsync("profiles", "list", "--json"));

        var profiles = JsonNode.Parse(Door.Output)!.AsArray();
        Assert.Equal(
            """{"name":"m","kind":"mistral","address":"https://api.mistral.ai/v1","key":"env:K","source":"file","default":false}""",
            profiles[0]!.ToJsonString()
        );
        Assert.Equal("local", (string?)profiles.Single(profile => (bool)profile!["default"]!)!["name"]);
    }

    [Fact]
    public async Task A_variable_that_is_wrong_is_told_beside_the_list()
    {
        _home.Environment["OPENAI_BASE_URL"] = "nowhere";

        Assert.Equal(0, await _home.RunAsync("profiles", "list"));

        Assert.StartsWith("warning: The profile 'openai' cannot be used: ", Door.Error, StringComparison.Ordinal);
        Assert.Contains("OPENAI_BASE_URL", Door.Error, StringComparison.Ordinal);
        Assert.Matches("(?m)^local ", Door.Output);
    }

    [Fact]
    public async Task A_file_that_is_wrong_is_told_with_its_place()
    {
        _home.WriteProfiles(""" "x": {"kind":"vlm"} """);

        Assert.Equal(2, await _home.RunAsync("profiles", "list"));

        Door.AssertTwoLines("profiles.json:1:");
        Assert.Contains("vllm", Door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_default_that_does_not_exist_is_a_warning()
    {
        _home.Environment["CHAT_PROFILE"] = "nobody";
        Assert.Equal(0, await _home.RunAsync("profiles", "list"));
        Assert.StartsWith(
            "warning: The environment variable CHAT_PROFILE names the profile 'nobody', which does not exist.",
            _home.Door.Error,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _home.Dispose();
}
