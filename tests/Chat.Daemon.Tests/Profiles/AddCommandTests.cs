using Chat.Client.Profiles;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Profiles;

public sealed class AddCommandTests : IDisposable
{
    private readonly HomeDoor _home = new();

    private Door Door => _home.Door;

    [Fact]
    public async Task Every_option_is_kept()
    {
        _home.Environment["K"] = "k";
        string[] line =
        [
            .. "profiles add blue --kind azure --address https://n.openai.azure.com --key env:K --model gpt".Split(' '),
            .. "--api-version 2024-10-21 --deployment gpt=ours --deployment o=d --header X-Gate-Key=env:K".Split(' '),
            .. "--retries 3 --proxy http://proxy:3128 --strict --default".Split(' '),
            "--header",
            "X-Title=my program",
        ];

        Assert.Equal(0, await _home.RunAsync(line));

        Assert.Equal("", Door.Error);
        Assert.StartsWith("Added the profile 'blue' in ", Door.Output, StringComparison.Ordinal);
        var file = ProfileFile.Load(_home.ProfilesFile);
        var profile = Assert.Single(file.Profiles);
        Assert.Equal(("blue", "blue", ProfileKind.Azure), (file.Default, profile.Name, profile.Kind));
        Assert.Equal("https://n.openai.azure.com/", profile.Url!.AbsoluteUri);
        Assert.Equal(("env:K", "gpt", "2024-10-21"), (profile.Key!.ToString(), profile.Model, profile.ApiVersion));
        Assert.Equal(("ours", "d"), (profile.DeploymentOf("gpt"), profile.DeploymentOf("o")));
        Assert.Equal((3, "http://proxy:3128/", true), (profile.Retries, profile.Proxy!.AbsoluteUri, profile.Strict));
        Assert.Equal(
            ["X-Gate-Key  env:K", "X-Title my program "],
            profile.Headers.Select(header => $"{header.Name} {header.Text} {header.Secret}")
        );
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.ProfilesFile));
        }
    }

    [Fact]
    public async Task A_key_that_is_not_in_its_place_yet_is_a_warning()
    {
        Assert.Equal(0, await _home.RunAsync("profiles", "add", "m", "--kind", "mistral", "--key", "env:LATER"));

        Assert.StartsWith("warning: ", Door.Error, StringComparison.Ordinal);
        Assert.Contains("LATER", Door.Error, StringComparison.Ordinal);
        Assert.Single(ProfileFile.Load(_home.ProfilesFile).Profiles);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_replaced_when_asked()
    {
        Assert.Equal(0, await _home.RunAsync("profiles", "add", "m", "--kind", "mistral"));
        Assert.Equal(2, await _home.RunAsync("profiles", "add", "M", "--kind", "vllm"));
        Door.AssertTwoLines("There is a profile 'm' already");
        Assert.Equal(0, await _home.RunAsync("profiles", "add", "M", "--kind", "vllm", "--replace"));

        Assert.Contains("Replaced the profile 'M'", Door.Output, StringComparison.Ordinal);
        var profile = Assert.Single(ProfileFile.Load(_home.ProfilesFile).Profiles);
        Assert.Equal(("M", ProfileKind.Vllm), (profile.Name, profile.Kind));
    }

    [Theory]
    [InlineData("m", "--kind is missing")]
    [InlineData("m --kind vlm", "--kind is \"vlm\"")]
    [InlineData("m --kind azure", "The profile 'm' has no --address, which")]
    [InlineData("m --kind vllm --address gpu:8000/v1", "--address must be an http or https address")]
    [InlineData("m --kind vllm --address nowhere", "--address is no address")]
    [InlineData("m --kind vllm --address ftp://h/", "--address must be")]
    [InlineData("m --kind vllm --proxy ftp://h/", "--proxy must be")]
    [InlineData("m --kind vllm --organization o", "--organization does not belong")]
    [InlineData("m --kind vllm --api-version 1", "--api-version does not belong")]
    [InlineData("m --kind vllm --key NAME", "--key does not say where a key is kept")]
    [InlineData("m --kind vllm --header X", "--header has no name and value")]
    [InlineData("m --kind vllm --header X=1 --header x=2", "--header names x twice")]
    [InlineData("m --kind vllm --header Host=h", "--header Host is a header that this program sets itself")]
    [InlineData("m --kind vllm --retries 11", "--retries is 11")]
    [InlineData("m --kind vllm --header Authorization=x", "--header Authorization is the header of the key")]
    [InlineData("m.1 --kind vllm --header a.b=sk-1", "--header a.b looks secret")]
    [InlineData("m.1 --kind azure", "The profile 'm.1' has no --address")]
    [InlineData("m.1 --kind vllm --address ftp://h/", "--address must be")]
    [InlineData("local --kind vllm", "error: 'local' is the name of the built-in profile")]
    [InlineData("a/b --kind vllm", "error: 'a/b' is not a name")]
    public async Task What_is_wrong_is_told_by_option_and_nothing_is_written(string words, string what)
    {
        Assert.Equal(2, await _home.RunAsync(["profiles", "add", .. words.Split(' ')]));

        Door.AssertTwoLines(what);
        Assert.Equal("", Door.Output);
        Assert.False(File.Exists(_home.ProfilesFile));
    }

    [Fact]
    public async Task Advice_names_options()
    {
        await _home.RunAsync("profiles", "add", "m", "--kind", "vllm", "--header", "api-key=env:K");
        Assert.Contains("--key instead", Door.Error, StringComparison.Ordinal);
        await _home.RunAsync("profiles", "add", "m", "--kind", "vllm", "--address", "http://me:secret@h/");
        Assert.Contains("name the key with --key", Door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_refused_and_none_is_lost()
    {
        Assert.Equal(0, await _home.RunAsync("profiles", "add", "a", "--kind", "vllm"));
        ProfileFile.Change(
            _home.ProfilesFile,
            file =>
            {
                Assert.Equal(3, _home.RunAsync("profiles", "add", "b", "--kind", "vllm").GetAwaiter().GetResult());
                return file.Remove("a");
            }
        );
        Door.AssertTwoLines("cannot be changed now");
        Assert.Equal(0, await _home.RunAsync("profiles", "add", "b", "--kind", "vllm"));
        Assert.Equal("b", Assert.Single(ProfileFile.Load(_home.ProfilesFile).Profiles).Name);
    }

    public void Dispose() => _home.Dispose();
}
