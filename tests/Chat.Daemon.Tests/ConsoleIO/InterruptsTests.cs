using System.Runtime.InteropServices;
using Chat.Daemon.ConsoleIO;
using Chat.Testing;

namespace Chat.Daemon.Tests.ConsoleIO;

public sealed class InterruptsTests
{
    private readonly ManualTime _time = new();
    private int _ends;

    [Fact]
    public void The_first_signal_is_a_wish_and_the_second_a_command()
    {
        using var interrupts = new Interrupts(_time, () => _ends++);
        var first = new PosixSignalContext(PosixSignal.SIGINT);
        interrupts.Handle(first);
        Assert.True(first.Cancel);
        Assert.True(interrupts.Token.IsCancellationRequested);
        var second = new PosixSignalContext(PosixSignal.SIGINT);
        interrupts.Handle(second);
        Assert.False(second.Cancel);
        Assert.Equal(0, _ends);
    }

    [Fact]
    public void What_does_not_react_is_ended()
    {
        using var interrupts = new Interrupts(_time, () => _ends++);
        _time.Advance(TimeSpan.FromHours(1));
        interrupts.Handle(new PosixSignalContext(PosixSignal.SIGTERM));
        _time.Advance(Interrupts.Patience - TimeSpan.FromTicks(1));
        Assert.Equal(0, _ends);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, _ends);
    }

    [Fact]
    public void What_ends_in_time_is_left_alone()
    {
        using (var interrupts = new Interrupts(_time, () => _ends++))
        {
            interrupts.Handle(new PosixSignalContext(PosixSignal.SIGTERM));
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _ends);
    }
}
