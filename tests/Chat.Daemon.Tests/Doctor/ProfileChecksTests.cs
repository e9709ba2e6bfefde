using System.Runtime.Versioning;
using Chat.Core.Errors;
using Chat.Daemon.Tests.Support;
using Chat.Testing;

namespace Chat.Daemon.Tests.Doctor;

public sealed class ProfileChecksTests : IDisposable
{
    private readonly HomeDoor _home = new();

    public ProfileChecksTests() =>
        _home.Door.Engine.OnInspect = () => throw new ChatException(ChatErrorKind.NotFound, "No libraries.", "Build.");

    [Fact]
    public async Task No_file_is_fine()
    {
        await _home.RunAsync("doctor");
        Assert.Contains("ok       profiles: no file ", _home.Door.Output, StringComparison.Ordinal);
        Assert.Contains("ok       default profile: local\n", _home.Door.Output, StringComparison.Ordinal);
        Assert.Empty(_home.Door.Remote.Opened);
    }

    [Fact]
    public async Task Keys_are_looked_for_and_never_shown()
    {
        _home.WriteProfiles(
            """
            "a": {"kind":"mistral","key":"env:HERE"},
            "b": {"kind":"vllm","key":"env:HERE","headers":{"X-Gate-Key":"file:gate.key"}},
            "c": {"kind":"vllm"}
            """
        );
        _home.Environment["HERE"] = "sk-secret-1";
        await _home.RunAsync("doctor");
        Assert.Contains("(profiles in it: 3)\n", _home.Door.Output, StringComparison.Ordinal);
        Assert.Contains("ok       profile a: env:HERE holds a key\n", _home.Door.Output, StringComparison.Ordinal);
        Assert.Contains("ok       profile b: env:HERE holds a key\n", _home.Door.Output, StringComparison.Ordinal);
        Assert.Contains("problem  profile b: There is no key file", _home.Door.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", _home.Door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_variable_or_default_is_a_problem()
    {
        _home.Environment["CHAT_PROFILE"] = "nobody";
        _home.Environment["OPENAI_BASE_URL"] = "nowhere";
        await _home.RunAsync("doctor");
        Assert.Contains("problem  default profile: ", _home.Door.Output, StringComparison.Ordinal);
        Assert.Contains("problem  profile openai: ", _home.Door.Output, StringComparison.Ordinal);
        _home.WriteProfiles(""" "x": {"kind":"vllm","modle":"a"} """);
        await _home.RunAsync("doctor");
        Assert.Contains("profiles.x has an unknown key 'modle'", _home.Door.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profiles", "list")]
    [InlineData("ask", "hi")]
    [InlineData("doctor")]
    public async Task What_stands_in_the_place_of_the_file_is_never_passed_over(params string[] command)
    {
        var folder = Path.GetDirectoryName(_home.ProfilesFile)!;
        Directory.CreateDirectory(_home.ProfilesFile);
        await AssertToldAsync("is a folder");
        Directory.Delete(_home.ProfilesFile);
        File.CreateSymbolicLink(_home.ProfilesFile, Path.Combine(folder, "elsewhere.json"));
        await AssertToldAsync("is a link that leads nowhere");
        File.Delete(_home.ProfilesFile);
        if (Fifo.TryMake(_home.ProfilesFile))
        {
            await AssertToldAsync("is empty, or no regular file");
        }

        async Task AssertToldAsync(string what)
        {
            Assert.NotEqual(0, await _home.RunAsync(command));
            Assert.Contains(
                $"{_home.ProfilesFile} {what}",
                _home.Door.Output + _home.Door.Error,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("far/set", "ok       model far/set: set of the vllm profile 'far'\n")]
    [InlineData("fra/set", "problem  model fra/set: There is no profile 'fra'. Did you mean far/set?\n")]
    [InlineData("mine/set", "ok       model local/set: ")]
    public async Task The_model_of_the_environment_is_found_and_no_server_is_asked(string model, string line)
    {
        _home.WriteProfiles(""" "far": {"kind":"vllm"}, "mine": {"kind":"local"} """);
        _home.Environment["CHAT_MODEL"] = model;
        await _home.RunAsync("doctor");
        Assert.Contains(line, _home.Door.Output, StringComparison.Ordinal);
        Assert.Empty(_home.Door.Remote.Opened);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_that_others_may_write_is_a_problem()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file modes.");
        _home.WriteProfiles("");
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        File.SetUnixFileMode(_home.ProfilesFile, mode);
        await _home.RunAsync("doctor");
        Assert.DoesNotContain("chmod", _home.Door.Output, StringComparison.Ordinal);
        File.SetUnixFileMode(_home.ProfilesFile, mode | UnixFileMode.GroupWrite);
        await _home.RunAsync("doctor");
        Assert.Contains("chmod 600 ", _home.Door.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();
}
