using System.Diagnostics;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary><c>chatd stop --now</c> against real engines that do not simply end.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class StopEndToEndTests : IDisposable
{
    private readonly ChatdProcess _chatd = new();

    private string Run => Path.Combine(_chatd.File("home"), "run");

    [SkippableFact]
    public async Task Stop_now_ends_an_engine_that_hangs()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows stops no process.");
        (await AskAsync()).AssertSilentSuccess();
        var engine = await EngineProcesses.CurrentAsync(_chatd);
        Signals.Send(Process.GetProcessById(engine), "STOP");

        var watch = Stopwatch.StartNew();
        var stop = await _chatd.RunAsync("stop", "--now");

        // Two seconds for a word from it, and the start of a process; ten is the limit of a handshake.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(9), $"ended after {watch.Elapsed}");
        stop.AssertSilentSuccess();
        Assert.Equal($"engine host: ended (process {engine})\n", stop.Output);
        Assert.False(EngineProcesses.IsAlive(engine));
        (await AskAsync()).AssertSilentSuccess();
    }

    [Fact]
    public async Task Stop_now_ends_an_engine_that_drains()
    {
        (await AskAsync()).AssertSilentSuccess();
        var engine = await EngineProcesses.CurrentAsync(_chatd);
        var patient = Task.FromResult(default(ChatdResult)!);
        var hasty = patient;

        var cut = await _chatd.RunUntilFirstByteAsync(
            _ =>
            {
                patient = _chatd.RunAsync("stop");
                hasty = StopDrainingAsync();
            },
            ChatdProcess.Endless
        );

        Assert.Equal($"engine host: ended (process {engine})\n", (await hasty).Output);
        Assert.Equal((await hasty).Output, (await patient).Output);
        Assert.Equal(1, cut.ExitCode);
        Assert.Contains("was stopped before the answer was whole", cut.Error, StringComparison.Ordinal);
        Assert.False(EngineProcesses.IsAlive(engine));
    }

    public void Dispose()
    {
        EngineProcesses.End(_chatd);
        _chatd.Dispose();
    }

    private Task<ChatdResult> AskAsync() =>
        _chatd.RunAsync("ask", "--seed", "1", "--temperature", "0", "--max-tokens", "8", "hi");

    private async Task<ChatdResult> StopDrainingAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (File.Exists(Path.Combine(Run, "engine.sock")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        var draining = await _chatd.RunAsync("stop");
        Assert.Contains("ends when its requests are done", draining.Output, StringComparison.Ordinal);
        return await _chatd.RunAsync("stop", "--now");
    }
}
