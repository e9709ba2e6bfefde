using Chat.Daemon.LocalEngine;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.LocalEngine;

public sealed class NativeReleaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("{\"buildOptions\":{\"llamaCpp\":{\"release\":\"v0.5.0\"}}}", "v0.5.0")]
    [InlineData("{\"buildOptions\":{\"llamaCpp\":{\"release\":5}}}", null)]
    [InlineData("{\"buildOptions\":{\"llamaCpp\":null}}", null)]
    [InlineData("{\"buildOptions\":[]}", null)]
    [InlineData("[]", null)]
    [InlineData("{", null)]
    [InlineData("", null)]
    public void The_release_is_read_or_not_known(string text, string? release)
    {
        File.WriteAllText(_folder.File(NativeRelease.FileName), text);
        Assert.Equal(release, NativeRelease.Read(_folder.Path));
    }

    [Fact]
    public void A_missing_folder_has_no_release() => Assert.Null(NativeRelease.Read(_folder.File("missing")));

    public void Dispose() => _folder.Dispose();
}
