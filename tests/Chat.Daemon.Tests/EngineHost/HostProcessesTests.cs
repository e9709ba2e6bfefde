using System.Diagnostics;
using Chat.Daemon.EngineHost;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.Tests.EngineHost;

public sealed class HostProcessesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly EngineHostAddress _address;

    public HostProcessesTests()
    {
        _address = EngineHostAddress.Of(_folder.File("run"), nativeFolder: null, OperatingSystem.IsWindows());
        _address.Prepare();
    }

    [Fact]
    public void Only_a_file_that_is_held_names_a_host()
    {
        Assert.Empty(HostProcesses.Find(_address));
        var file = HostProcesses.LockFile(_address, 4711);
        using (HostLock.TryTake(file))
        {
            Assert.Equal([4711], HostProcesses.Find(_address));
        }

        File.WriteAllText(file, "");
        File.WriteAllText(Path.Combine(_address.RunFolder, "engine.x.lock"), "");
        using var main = HostLock.TryTake(_address.LockFile, isKept: true);
        Assert.Empty(HostProcesses.Find(_address));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_process_that_holds_no_file_is_not_killed()
    {
        var start = new ProcessStartInfo("dotnet", ["--info"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var other = Process.Start(start)!;
        using var mine = HostLock.TryTake(HostProcesses.LockFile(_address, 4711));

        HostProcesses.Kill(_address, other.Id);

        await other.StandardOutput.ReadToEndAsync();
        await other.WaitForExitAsync();
        Assert.Equal(0, other.ExitCode);
        Assert.True(await HostProcesses.EndsAsync(other.Id, TimeSpan.FromSeconds(30), TimeProvider.System, default));
    }

    public void Dispose() => _folder.Dispose();
}
