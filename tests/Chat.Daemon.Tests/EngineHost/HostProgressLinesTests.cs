using Chat.Daemon.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.EngineHost;

public sealed class HostProgressLinesTests
{
    private readonly HostProgressLines _lines = new();
    private readonly List<string> _told = [];

    [Fact]
    public void A_load_is_told_to_all_that_wait_and_a_prompt_to_one_that_waits_alone()
    {
        using var first = _lines.Add(new Line("first", _told));
        var second = _lines.Add(new Line("second", _told));
        _lines.Report(new ProgressValue { Stage = "load" });
        _lines.Report(new ProgressValue { Stage = "prefill" });
        Assert.Equal(["first load", "second load"], _told.Order(StringComparer.Ordinal));
        second.Dispose();
        second.Dispose();
        _lines.Report(new ProgressValue { Stage = "prefill" });
        Assert.Equal("first prefill", _told[^1]);
        using var silent = _lines.Add(line: null);
        _lines.Report(new ProgressValue { Stage = "prefill" });
        Assert.Equal(3, _told.Count);
    }

    private sealed class Line(string name, List<string> told) : IProgress<ProgressValue>
    {
        public void Report(ProgressValue value) => told.Add($"{name} {value.Stage}");
    }
}
