using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Tests.Support;
using Chat.Testing;

namespace Chat.Daemon.Tests.ConsoleIO;

public sealed class ProgressLineTests
{
    private readonly FakeTerminal _terminal = new() { IsErrorRedirected = false };
    private readonly ManualTime _time = new();

    [Fact]
    public void A_short_wait_shows_nothing()
    {
        var line = ProgressLine.Start(_terminal, _time, quiet: false)!;
        line.Update("loading", 0.1);
        _time.Advance(TimeSpan.FromMilliseconds(299));
        line.Dispose();
        Assert.Equal("", _terminal.ErrorText);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public void A_shorter_text_covers_the_longer_one_before_it()
    {
        using var line = ProgressLine.Start(_terminal, _time, quiet: false)!;
        line.Update("loading the model", 0.1);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        line.Update("reading", 0.2);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("\rloading the model… 10 %\rreading… 20 %          ", _terminal.ErrorText);
    }

    [Fact]
    public void A_long_text_is_cut_before_it_wraps()
    {
        using var line = ProgressLine.Start(_terminal, _time, quiet: false)!;
        line.Update(new string('x', 100), 0.1);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("\r" + new string('x', 39), _terminal.ErrorText);
    }

    [Fact]
    public void A_stage_that_does_not_tell_how_far_it_is_shows_no_percentage()
    {
        using var line = ProgressLine.Start(_terminal, _time, quiet: false)!;
        line.Update("checking", 0);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("\rchecking…", _terminal.ErrorText);
    }

    [Fact]
    public void After_the_end_nothing_is_drawn()
    {
        var line = ProgressLine.Start(_terminal, _time, quiet: false)!;
        line.Dispose();
        line.Update("loading", 0.1);
        line.Dispose();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("", _terminal.ErrorText);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void There_is_no_line_where_nobody_sees_it(bool redirected, bool quiet)
    {
        _terminal.IsErrorRedirected = redirected;
        Assert.Null(ProgressLine.Start(_terminal, _time, quiet));
    }
}
