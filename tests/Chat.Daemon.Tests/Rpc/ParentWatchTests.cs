using System.Diagnostics;
using Chat.Daemon.Rpc;
using Chat.Testing;

namespace Chat.Daemon.Tests.Rpc;

public sealed class ParentWatchTests
{
    private readonly ManualTime _time = new();
    private long? _birth = 7;
    private int _gone;

    [Fact]
    public void It_tells_once_that_the_process_has_gone()
    {
        using var watch = Start();
        _time.Advance(ParentWatch.Period * 3);
        Assert.Equal(0, _gone);

        _birth = null;
        _time.Advance(ParentWatch.Period);
        Assert.Equal(1, _gone);
        _time.Advance(ParentWatch.Period * 3);

        Assert.Equal((1, 0), (_gone, _time.ActiveTimers));
    }

    [Fact]
    public void Another_process_of_the_same_number_is_not_the_one()
    {
        using var watch = Start();

        _birth = 8;
        _time.Advance(ParentWatch.Period);

        Assert.Equal(1, _gone);
    }

    [Fact]
    public void A_process_that_was_never_there_has_gone()
    {
        _birth = null;
        using var watch = Start();

        _time.Advance(ParentWatch.Period);

        Assert.Equal(1, _gone);
    }

    [Fact]
    public void The_birth_of_a_process_stays_the_same_and_ends_with_it()
    {
        using var process = Process.Start("sleep", ["600"]);
        var birth = ProcessBirths.Of(process.Id);

        Assert.NotNull(birth);
        Assert.Equal(birth, ProcessBirths.Of(process.Id));
        process.Kill();
        process.WaitForExit();

        Assert.Null(ProcessBirths.Of(process.Id));
    }

    private ParentWatch Start()
    {
        var watch = new ParentWatch(_time, _ => _birth, () => _gone++);
        watch.Start(1);
        watch.Start(2);
        return watch;
    }
}
