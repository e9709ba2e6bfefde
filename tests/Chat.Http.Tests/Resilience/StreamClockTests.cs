using Chat.Core.Errors;
using Chat.Http.Resilience;
using Chat.Testing;

namespace Chat.Http.Tests.Resilience;

public sealed class StreamClockTests : IDisposable
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private static readonly TimeLimits Limits = new()
    {
        Connect = TimeSpan.FromSeconds(10),
        FirstToken = TimeSpan.FromSeconds(300),
        Idle = TimeSpan.FromSeconds(60),
        Total = TimeSpan.FromSeconds(1000),
    };

    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    public void The_connect_limit_fires_in_its_phase_and_not_before()
    {
        using var clock = NewClock();
        var token = clock.BeginAttempt();

        _time.Advance(Limits.Connect!.Value - Millisecond);
        Assert.False(token.IsCancellationRequested);
        _time.Advance(Millisecond);

        AssertHit(clock, ChatErrorKind.ConnectTimeout, "10 s");
    }

    [Fact]
    public void The_first_token_limit_counts_from_the_connection()
    {
        using var clock = NewClock();
        var token = clock.BeginAttempt();
        _time.Advance(TimeSpan.FromSeconds(9));
        clock.Connected();

        _time.Advance(Limits.FirstToken!.Value - Millisecond);
        clock.Connected();
        Assert.False(token.IsCancellationRequested);
        _time.Advance(Millisecond);

        AssertHit(clock, ChatErrorKind.FirstTokenTimeout, "5 min");
    }

    [Fact]
    public void Each_payload_starts_the_idle_limit_anew()
    {
        using var clock = NewClock();
        var token = clock.BeginAttempt();
        clock.Connected();
        for (var i = 0; i < 10; i++)
        {
            clock.Payload();
            _time.Advance(Limits.Idle!.Value - Millisecond);
            Assert.False(token.IsCancellationRequested);
        }

        _time.Advance(Millisecond);

        AssertHit(clock, ChatErrorKind.IdleTimeout, "60 s");
    }

    [Fact]
    public void A_late_word_of_the_connection_does_not_undo_the_first_payload()
    {
        using var clock = NewClock();
        clock.BeginAttempt();
        clock.Payload();

        clock.Connected();

        Assert.Equal(StreamPhase.Streaming, clock.Phase);
        _time.Advance(Limits.Idle!.Value);
        AssertHit(clock, ChatErrorKind.IdleTimeout, "60 s");
    }

    [Fact]
    public void Comments_which_call_nothing_do_not_hold_the_idle_limit_off()
    {
        using var clock = NewClock();
        clock.BeginAttempt();
        clock.Payload();

        for (var i = 0; i < 60; i++)
        {
            Assert.False(clock.Token.IsCancellationRequested);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        AssertHit(clock, ChatErrorKind.IdleTimeout, "60 s");
    }

    [Fact]
    public void The_total_limit_fires_in_a_stream_that_never_pauses()
    {
        using var clock = NewClock();
        clock.BeginAttempt();
        for (var i = 0; i < 1000; i++)
        {
            Assert.False(clock.Token.IsCancellationRequested);
            clock.Payload();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        AssertHit(clock, ChatErrorKind.TotalTimeout, "16.667 min");
        Assert.True(clock.RequestToken.IsCancellationRequested);
    }

    [Fact]
    public void The_total_limit_fires_in_every_phase()
    {
        var limits = TimeLimits.None with { Total = TimeSpan.FromSeconds(1) };
        Action<StreamClock>[] phases =
        [
            _ => { },
            clock => clock.BeginAttempt(),
            clock =>
            {
                clock.BeginAttempt();
                clock.Connected();
            },
            clock =>
            {
                clock.BeginAttempt();
                clock.Payload();
            },
            clock =>
            {
                clock.BeginAttempt();
                clock.EndAttempt();
            },
        ];
        foreach (var enter in phases)
        {
            using var clock = new StreamClock(limits, _time, "server", _caller.Token);
            enter(clock);
            _time.Advance(TimeSpan.FromSeconds(1));
            AssertHit(clock, ChatErrorKind.TotalTimeout, "1 s");
        }
    }

    [Fact]
    public void While_the_caller_holds_a_chunk_only_the_total_limit_runs()
    {
        var limits = TimeLimits.None with { Idle = TimeSpan.FromSeconds(10), Total = TimeSpan.FromSeconds(100) };
        using var clock = new StreamClock(limits, _time, "server", _caller.Token);
        var token = clock.BeginAttempt();
        clock.Payload();

        clock.HandOut();
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(token.IsCancellationRequested);
        clock.TakeUp();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(token.IsCancellationRequested);
        AssertHit(clock, ChatErrorKind.IdleTimeout, "10 s");
    }

    [Fact]
    public void The_total_limit_ends_what_the_caller_holds()
    {
        var limits = TimeLimits.None with { Idle = TimeSpan.FromSeconds(10), Total = TimeSpan.FromSeconds(20) };
        using var clock = new StreamClock(limits, _time, "server", _caller.Token);
        clock.BeginAttempt();
        clock.Payload();
        clock.HandOut();

        _time.Advance(TimeSpan.FromSeconds(20));

        AssertHit(clock, ChatErrorKind.TotalTimeout, "20 s");
    }

    [Fact]
    public void Between_attempts_no_phase_limit_runs_and_a_new_attempt_has_a_new_token()
    {
        using var clock = NewClock();
        var first = clock.BeginAttempt();
        _time.Advance(Limits.Connect!.Value);
        Assert.True(first.IsCancellationRequested);
        clock.EndAttempt();
        _time.Advance(TimeSpan.FromSeconds(500));
        Assert.False(clock.RequestToken.IsCancellationRequested);

        var second = clock.BeginAttempt();

        Assert.False(second.IsCancellationRequested);
        Assert.Null(clock.Explain(new OperationCanceledException()));
        _time.Advance(Limits.Connect.Value);
        Assert.True(second.IsCancellationRequested);
    }

    [Fact]
    public void Without_limits_nothing_ever_fires_and_no_timer_is_set()
    {
        using var clock = new StreamClock(TimeLimits.None, _time, "server", _caller.Token);
        var token = clock.BeginAttempt();
        clock.Connected();
        clock.Payload();

        Assert.Equal(0, _time.ActiveTimers);
        _time.Advance(TimeSpan.FromDays(1000));
        Assert.False(token.IsCancellationRequested);
    }

    [Fact]
    public void The_callers_cancel_is_a_cancellation_with_the_callers_token()
    {
        using var clock = NewClock();
        var token = clock.BeginAttempt();

        _caller.Cancel();

        Assert.True(token.IsCancellationRequested);
        var cause = new OperationCanceledException(token);
        var cancelled = Assert.IsType<OperationCanceledException>(clock.Explain(cause));
        Assert.Equal(_caller.Token, cancelled.CancellationToken);
        Assert.Same(cause, cancelled.InnerException);
    }

    [Fact]
    public void The_callers_cancel_wins_over_a_limit_and_over_what_the_abort_threw()
    {
        using var clock = NewClock();
        clock.BeginAttempt();
        _time.Advance(Limits.Connect!.Value);
        _caller.Cancel();

        Assert.IsType<OperationCanceledException>(clock.Explain(new IOException("aborted")));
    }

    [Fact]
    public void A_failure_that_no_limit_caused_is_left_alone()
    {
        using var clock = NewClock();
        clock.BeginAttempt();

        Assert.Null(clock.Explain(new IOException("reset")));
        Assert.Null(clock.Explain(new ChatException(ChatErrorKind.Protocol, "what", "do")));
    }

    [Fact]
    public void The_handlers_own_connect_limit_is_a_connect_timeout()
    {
        using var clock = NewClock();
        clock.BeginAttempt();

        var explained = clock.Explain(new TaskCanceledException("timed out", new TimeoutException()));

        Assert.Equal(ChatErrorKind.ConnectTimeout, Assert.IsType<ChatException>(explained).Kind);
    }

    [Fact]
    public void A_payload_allocates_nothing_and_sets_no_timer()
    {
        using var clock = NewClock();
        clock.BeginAttempt();
        clock.Connected();
        clock.Payload();
        clock.Payload();
        var timers = _time.ActiveTimers;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            clock.Payload();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(timers, _time.ActiveTimers);
    }

    [Fact]
    public void Disposed_it_sets_no_timer_and_a_late_payload_does_no_harm()
    {
        var clock = NewClock();
        clock.BeginAttempt();
        clock.Dispose();

        clock.Payload();
        clock.Connected();

        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task On_the_machines_clock_a_limit_fires_too()
    {
        var limits = TimeLimits.None with { Connect = TimeSpan.FromMilliseconds(20) };
        using var clock = new StreamClock(limits, TimeProvider.System, "server", CancellationToken.None);
        var ended = new TaskCompletionSource();
        using var registration = clock.BeginAttempt().Register(ended.SetResult);

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));

        AssertHit(clock, ChatErrorKind.ConnectTimeout, "20 ms");
    }

    private StreamClock NewClock() => new(Limits, _time, "server.example", _caller.Token);

    private static void AssertHit(StreamClock clock, ChatErrorKind kind, string length)
    {
        Assert.True(clock.Token.IsCancellationRequested);
        var cause = new OperationCanceledException(clock.Token);
        var failure = Assert.IsType<ChatException>(clock.Explain(cause));
        Assert.Equal(kind, failure.Kind);
        Assert.Contains("server", failure.Message);
        Assert.Contains(length, failure.Message);
        Assert.NotEmpty(failure.Advice);
        Assert.Same(cause, failure.InnerException);
        Assert.Equal(kind != ChatErrorKind.TotalTimeout, failure.IsRetryable);
    }
}
