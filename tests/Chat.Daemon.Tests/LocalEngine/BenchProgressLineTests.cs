using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Tests.Support;
using Chat.Engine;
using Chat.Engine.Bench;
using Chat.Testing;

namespace Chat.Daemon.Tests.LocalEngine;

public sealed class BenchProgressLineTests
{
    private readonly FakeTerminal _terminal = new();
    private readonly ManualTime _time = new();

    public BenchProgressLineTests() => _terminal.IsErrorRedirected = false;

    [Fact]
    public void It_tells_the_load_then_the_measuring_then_how_many_answers_are_done()
    {
        // One answer to warm up, and two repetitions of two numbers of streams: five answers.
        var options = new BenchOptions { Repetitions = 2, Streams = [1, 4] };
        using var line = ProgressLine.Start(_terminal, _time, quiet: false)!;
        var progress = new BenchProgressLine(line, options);

        Assert.Equal("checking the model file…", After(progress, EngineStage.Verify, 0));
        Assert.Equal("loading the model… 50 %", After(progress, EngineStage.Load, 0.5));
        Assert.Equal("measuring…", After(progress, EngineStage.Load, 1));
        Assert.Equal("measuring answers…", After(progress, EngineStage.Prefill, 0.5));
        Assert.Equal("measuring answers…", After(progress, EngineStage.Prefill, 1));
        Assert.Equal("measuring answers… 20 %", After(progress, EngineStage.Prefill, 1));
        Assert.Equal("measuring answers… 40 %", After(progress, EngineStage.Prefill, 1));
    }

    [Fact]
    public void Every_setting_has_answers_of_its_own()
    {
        var options = new BenchOptions
        {
            Repetitions = 1,
            Streams = [1],
            Threads = [1, 2],
            Polls = [0, 50, 100],
        };
        using var line = ProgressLine.Start(_terminal, _time, quiet: false)!;
        var progress = new BenchProgressLine(line, options);

        for (var answer = 0; answer < 3; answer++)
        {
            progress.Report(new EngineProgress(EngineStage.Prefill, 1));
        }

        Assert.Equal("measuring answers… 25 %", After(progress, EngineStage.Prefill, 1));
    }

    private string After(BenchProgressLine progress, EngineStage stage, double fraction)
    {
        progress.Report(new EngineProgress(stage, fraction));
        _time.Advance(ProgressLine.Delay);
        return _terminal.ErrorText.Split('\r')[^1].TrimEnd();
    }
}
