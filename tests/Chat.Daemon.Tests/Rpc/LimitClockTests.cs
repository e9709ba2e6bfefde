using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.Rpc;
using Chat.Testing;

namespace Chat.Daemon.Tests.Rpc;

public sealed class LimitClockTests : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(3);

    private readonly ManualTime _time = new();
    private readonly TaskCompletionSource _never = new();
    private readonly LimitClock _clock;

    public LimitClockTests() =>
        _clock = new LimitClock(new ProfileTimeouts { FirstToken = First }, _time, CancellationToken.None);

    [Fact]
    public void A_limit_that_passes_when_the_chunk_has_come_cuts_nothing()
    {
        var chunk = new TaskCompletionSource();
        _clock.Start();
        _clock.Await(chunk.Task);
        chunk.SetResult();
        _time.Advance(First);

        Assert.Null(_clock.Failure);
        Assert.False(_clock.Token.IsCancellationRequested);
        _clock.Stop();
        _clock.Start();
        _clock.Await(_never.Task);
        _time.Advance(First * 100);
        Assert.Null(_clock.Failure);
        Assert.False(_clock.Token.IsCancellationRequested);
    }

    [Fact]
    public void The_limit_that_passed_first_stays_the_reason()
    {
        _clock.Start();
        _clock.Await(_never.Task);
        _time.Advance(First);
        Assert.True(_clock.Token.IsCancellationRequested);
        _clock.Stop();
        _clock.Start();
        _clock.Await(_never.Task);
        Assert.Equal(ChatErrorKind.FirstTokenTimeout, _clock.Failure?.Kind);
        Assert.Equal("No token came after 3 s.", _clock.Failure?.Message);
    }

    public void Dispose() => _clock.Dispose();
}
