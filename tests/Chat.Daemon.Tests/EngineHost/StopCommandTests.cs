using System.Diagnostics;
using Chat.Daemon.EngineHost;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.Tests.EngineHost;

/// <summary><c>chatd stop --now</c> where a host takes clients and says nothing.</summary>
public sealed class StopCommandTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly HomeDoor _home = new();
    private readonly EngineHostAddress _address;
    private readonly Process _process = OperatingSystem.IsWindows()
        ? Process.Start("ping", ["-n", "600", "127.0.0.1"])
        : Process.Start("sleep", ["600"]);

    public StopCommandTests() => _address = EngineHostLink.AddressOf(_home.Host.Settings);

    [SkippableFact]
    public async Task A_host_known_by_its_file_is_killed_after_two_seconds()
    {
        Skip.If(OperatingSystem.IsWindows(), "The host of this test is a Unix socket.");
        using var hanging = new HangingHost(_address);
        using var file = HostLock.TryTake(HostProcesses.LockFile(_address, _process.Id));
        var stopped = Task.Run(() => _home.RunAsync("stop", "--now"));
        using var client = await hanging.AcceptAsync();
        _home.Door.Time.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.False(_process.HasExited);

        _home.Door.Time.Advance(TimeSpan.FromMilliseconds(1));

        await _process.WaitForExitAsync().WaitAsync(Soon);
        Assert.Equal(0, await AdvanceUntilAsync(stopped));
        Assert.Equal($"engine host: ended (process {_process.Id})\n", _home.Door.Output);
    }

    [SkippableFact]
    public async Task A_process_that_holds_no_file_is_left_alone_and_it_is_said_that_the_host_is_silent()
    {
        Skip.If(OperatingSystem.IsWindows(), "The host of this test is a Unix socket.");
        using var hanging = new HangingHost(_address);
        // Of a host that was killed, whose number another process has since.
        await File.WriteAllTextAsync(HostProcesses.LockFile(_address, _process.Id), "");
        var stopped = Task.Run(() => _home.RunAsync("stop", "--now"));
        using var client = await hanging.AcceptAsync();

        Assert.NotEqual(0, await AdvanceUntilAsync(stopped));

        _home.Door.AssertTwoLines("took no requests within 10 s");
        Assert.DoesNotContain("--now", _home.Door.Error, StringComparison.Ordinal);
        Assert.Equal("", _home.Door.Output);
        Assert.False(_process.HasExited);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _home.Dispose();
    }

    private async Task<int> AdvanceUntilAsync(Task<int> ends)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!ends.IsCompleted)
        {
            _home.Door.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }

        return await ends;
    }
}
