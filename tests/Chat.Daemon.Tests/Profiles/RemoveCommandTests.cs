using Chat.Client.Profiles;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Profiles;

public sealed class RemoveCommandTests : IDisposable
{
    private readonly HomeDoor _home = new();

    [Fact]
    public async Task A_profile_is_taken_out_and_the_others_stay()
    {
        _home.WriteProfiles(""" "work": {"kind":"vllm"}, "m": {"kind":"mistral"} """);

        Assert.Equal(0, await _home.RunAsync("profiles", "remove", "Work"));

        Assert.Equal("m", Assert.Single(ProfileFile.Load(_home.ProfilesFile).Profiles).Name);
    }

    [Theory]
    [InlineData("wrok", "has no profile 'wrok'", "Did you mean work?")]
    [InlineData("ollama", "it is built in", "")]
    [InlineData("openai", "the environment makes it", "Unset")]
    public async Task A_profile_that_is_not_in_the_file_is_told(string name, string what, string advice)
    {
        _home.Environment["OPENAI_API_KEY"] = "k";
        _home.WriteProfiles(""" "work": {"kind":"vllm"} """);

        Assert.Equal(3, await _home.RunAsync("profiles", "remove", name));

        _home.Door.AssertTwoLines(what);
        Assert.Contains(advice, _home.Door.Error, StringComparison.Ordinal);
        Assert.Single(ProfileFile.Load(_home.ProfilesFile).Profiles);
    }

    public void Dispose() => _home.Dispose();
}
