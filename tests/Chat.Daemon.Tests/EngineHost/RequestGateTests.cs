using Chat.Daemon.EngineHost;
using Chat.Rpc.Protocol;
using Chat.Testing;

namespace Chat.Daemon.Tests.EngineHost;

public sealed class RequestGateTests : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private readonly RequestGate _gate;
    private int _kills;

    public RequestGateTests() =>
        _gate = new RequestGate(
            new HostSettings
            {
                Self = new PeerInfo { Name = "test" },
                Time = _time,
                Kill = () => _kills++,
            },
            new HostLog(TextWriter.Null, _time)
        );

    [Fact]
    public void Without_a_request_it_closes_and_refuses_the_next()
    {
        _time.Advance(Idle - TimeSpan.FromSeconds(1));
        Assert.False(_gate.Closing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_gate.Closing.IsCompletedSuccessfully);
        Assert.True(_gate.Quiet.IsCompleted);
        Assert.Null(_gate.TryEnter(CancellationToken.None));
    }

    [Fact]
    public void A_request_keeps_it_open_and_its_end_begins_the_wait_anew()
    {
        _time.Advance(Idle / 2);
        var slot = _gate.TryEnter(CancellationToken.None)!;
        _time.Advance(Idle * 3);
        Assert.False(_gate.Closing.IsCompleted);
        slot.Dispose();
        slot.Dispose();
        _time.Advance(Idle - TimeSpan.FromSeconds(1));
        Assert.False(_gate.Closing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_gate.Closing.IsCompleted);
    }

    [Fact]
    public void Closed_it_is_quiet_when_the_last_request_has_ended()
    {
        var first = _gate.TryEnter(CancellationToken.None)!;
        var second = _gate.TryEnter(CancellationToken.None)!;
        _gate.Close(drain: true);
        first.Dispose();
        Assert.False(_gate.Quiet.IsCompleted);
        second.Dispose();
        Assert.True(_gate.Quiet.IsCompleted);
    }

    [Fact]
    public void A_cancelled_request_that_does_not_end_ends_the_process_unless_another_is_wanted()
    {
        using var cancel = new CancellationTokenSource();
        using var stuck = _gate.TryEnter(cancel.Token);
        var wanted = _gate.TryEnter(CancellationToken.None)!;
        cancel.Cancel();
        _time.Advance(Stuck);
        Assert.Equal(0, _kills);
        wanted.Dispose();
        _time.Advance(Stuck);
        Assert.Equal(1, _kills);
    }

    [Fact]
    public void A_cancelled_request_that_ends_is_no_matter()
    {
        using var cancel = new CancellationTokenSource();
        var slot = _gate.TryEnter(cancel.Token)!;
        cancel.Cancel();
        _time.Advance(Stuck - TimeSpan.FromSeconds(1));
        slot.Dispose();
        _time.Advance(Stuck);
        Assert.Equal(0, _kills);
    }

    [Fact]
    public void A_process_that_ends_itself_takes_no_more_requests()
    {
        using var cancel = new CancellationTokenSource();
        using var stuck = _gate.TryEnter(cancel.Token);
        cancel.Cancel();
        _time.Advance(Stuck);
        Assert.Equal(1, _kills);
        Assert.Null(_gate.TryEnter(CancellationToken.None));
    }

    [Fact]
    public async Task Who_drains_can_be_told_to_hurry()
    {
        using var slot = _gate.TryEnter(CancellationToken.None);
        _gate.Close(drain: true);
        Assert.False(_gate.Hurried.IsCompleted);
        _gate.Close(drain: false);
        Assert.True(_gate.Hurried.IsCompleted);
        Assert.True(await _gate.Closing);
    }

    public void Dispose() => _gate.Dispose();
}
