using Chat.Daemon.EngineHost;
using Chat.Testing;

namespace Chat.Daemon.Tests.EngineHost;

public sealed class HostLogTests
{
    [Fact]
    public void A_line_has_its_time_and_no_line_end_within()
    {
        using var text = new StringWriter();
        new HostLog(text, new ManualTime()).Write("info", "one\ntwo\u001b\n");
        Assert.Equal("1970-01-01T00:00:00.000Z info: one two \n", text.ToString());
    }

    [Fact]
    public void It_ends_when_it_is_full()
    {
        using var text = new StringWriter();
        var log = new HostLog(text, new ManualTime());
        for (var line = 0; line < 100; line++)
        {
            log.Write("error", new string('x', 100_000));
        }

        Assert.True(text.ToString().Length <= HostLog.MaxLength + 100);
        Assert.EndsWith("The log is full.\n", text.ToString(), StringComparison.Ordinal);
    }
}
