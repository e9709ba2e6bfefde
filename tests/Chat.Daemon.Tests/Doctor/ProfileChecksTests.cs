using System.Runtime.Versioning;
using Chat.Core.Errors;
using Chat.Daemon.Tests.Support;

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
