using Chat.Core.Errors;
using Chat.Rpc.EngineHost;
using Chat.Testing;

namespace Chat.Rpc.Tests.EngineHost;

public sealed class HostRestartsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Pauses_grow_with_the_crashes_until_it_is_too_often()
    {
        var restarts = new HostRestarts(_time);
        Assert.Equal(TimeSpan.Zero, restarts.Next());
        foreach (var pause in (int[])[0, 250, 1000, 4000])
        {
            restarts.Crashed();
            Assert.Equal(TimeSpan.FromMilliseconds(pause), restarts.Next());
        }

        restarts.Crashed();
        var error = Assert.Throws<ChatException>(() => restarts.Next());
        Assert.Equal(ChatErrorKind.EngineCrashed, error.Kind);
        Assert.Contains("5 times within 3 minutes", error.Message, StringComparison.Ordinal);
        Assert.Contains("in 180 s", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_is_forgotten_after_three_minutes()
    {
        var restarts = new HostRestarts(_time);
        for (var crash = 0; crash < 100; crash++)
        {
            restarts.Crashed();
        }

        _time.Advance(HostRestarts.Window - TimeSpan.FromSeconds(1));
        Assert.Throws<ChatException>(() => restarts.Next());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, restarts.Next());
    }
}
