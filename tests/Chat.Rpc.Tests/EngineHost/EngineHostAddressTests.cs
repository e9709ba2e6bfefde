using System.Runtime.Versioning;
using System.Text;
using Chat.Core.Errors;
using Chat.Rpc.EngineHost;

namespace Chat.Rpc.Tests.EngineHost;

public sealed class EngineHostAddressTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-rpc-").FullName;

    [Fact]
    public void Hosts_with_other_libraries_have_another_address()
    {
        var own = EngineHostAddress.Of("/run/chat", null, windows: false);
        var other = EngineHostAddress.Of("/run/chat", "/opt/llama", windows: false);
        Assert.Equal("/run/chat/engine.sock", own.Endpoint);
        Assert.Matches("^/run/chat/engine-[0-9a-f]{12}\\.sock$", other.Endpoint);
        Assert.NotEqual(own.LockFile, other.LockFile);
        Assert.Equal(other, EngineHostAddress.Of("/run/chat/", "/opt/x/../llama", windows: false) with { });
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(90)]
    [InlineData(200)]
    public void Every_socket_path_fits(int length)
    {
        var folder = "/" + new string('é', length / 2);
        var address = EngineHostAddress.Of(folder, "/opt/llama", windows: false);
        Assert.True(Encoding.UTF8.GetByteCount(address.NewEndpoint) <= 103, address.NewEndpoint);
        Assert.StartsWith(folder, address.LockFile, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_named_for_its_folder()
    {
        var one = EngineHostAddress.Of("/a/run", null, windows: true);
        Assert.True(one.IsPipe);
        Assert.Matches("^chat-engine-[0-9a-f]{12}$", one.Endpoint);
        Assert.NotEqual(one.Endpoint, EngineHostAddress.Of("/b/run", null, windows: true).Endpoint);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_is_made_private_and_a_looser_one_tightened()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access lists.");
        var run = Path.Combine(_folder, "a", "run");
        var address = EngineHostAddress.Of(run, null, windows: false);
        address.Prepare();
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(run));
        File.SetUnixFileMode(run, (UnixFileMode)0b111_111_111);
        address.Prepare();
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(run));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_no_place()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var address = EngineHostAddress.Of(Path.Combine(_folder, "file", "run"), null, windows: false);
        var error = Assert.Throws<ChatException>(address.Prepare);
        Assert.IsType<EngineHostUnavailableException>(error.InnerException);
        Assert.Equal(ChatErrorKind.Permission, error.Kind);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
