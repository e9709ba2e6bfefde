using System.Net;
using Chat.Core.Errors;
using Chat.Http.Failures;
using Chat.Http.Resilience;
using Chat.Testing;

namespace Chat.Http.Tests.Resilience;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly InstantTime _instant = new();
    private readonly List<RetryNotice> _notices = [];

    [Fact]
    public async Task A_success_is_run_once()
    {
        var (result, attempts) = await RunAsync([]);

        Assert.Equal("answer 1", result);
        Assert.Equal(1, attempts);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task Two_failures_are_retried_with_doubling_waits_and_noticed()
    {
        var (result, attempts) = await RunAsync([Refusal(503), new HttpRequestException("no")]);

        Assert.Equal("answer 3", result);
        Assert.Equal(3, attempts);
        Assert.Equal([1, 2], _notices.Select(notice => notice.Retry));
        Assert.Equal([ChatErrorKind.Overloaded, ChatErrorKind.Connection], _notices.Select(n => n.Reason.Kind));
        Assert.All(_notices, notice => Assert.Equal(2, notice.MaxRetries));
        // Timers count whole milliseconds.
        Assert.Equal(
            _instant.Waits,
            _notices.Select(notice => TimeSpan.FromMilliseconds((long)notice.Delay.TotalMilliseconds))
        );
        Assert.InRange(_instant.Waits[0].TotalSeconds, 0.374, 0.5);
        Assert.InRange(_instant.Waits[1].TotalSeconds, 0.749, 1);
    }

    [Fact]
    public async Task After_the_last_retry_the_servers_failure_comes_out()
    {
        var failure = await FailAsync([Refusal(500), Refusal(502), Refusal(429)], attempts: 3);

        Assert.Equal(ChatErrorKind.RateLimited, failure.Kind);
        Assert.Equal(429, failure.HttpStatus);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task A_request_that_cannot_pass_is_sent_once_whatever_the_server_wishes(int status)
    {
        var failure = await FailAsync([Refusal(status, ("x-should-retry", "true"))], attempts: 1);

        Assert.Equal(status, failure.HttpStatus);
    }

    [Fact]
    public async Task A_spent_quota_is_not_tried_again() =>
        Assert.Equal(
            ChatErrorKind.QuotaExceeded,
            (await FailAsync([Refusal(429, """{"error":{"code":"insufficient_quota"}}""")], attempts: 1)).Kind
        );

    [Fact]
    public async Task The_servers_no_is_obeyed() =>
        Assert.Equal(503, (await FailAsync([Refusal(503, ("x-should-retry", "false"))], attempts: 1)).HttpStatus);

    [Fact]
    public async Task The_servers_yes_is_obeyed()
    {
        var (_, attempts) = await RunAsync([Refusal(413, ("x-should-retry", "true"))]);

        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task The_servers_wait_is_kept_exactly_in_each_of_its_forms()
    {
        await RunAsync([Refusal(429, ("retry-after-ms", "1250")), Refusal(429, ("Retry-After", "30"))]);
        Assert.Equal([TimeSpan.FromSeconds(1.25), TimeSpan.FromSeconds(30)], _instant.Waits);

        // 31.25 seconds after the epoch, where this clock stands by now.
        var date = Refusal(429, ("Retry-After", "Thu, 01 Jan 1970 00:00:41 GMT"));
        await RunAsync([date]);
        Assert.Equal(TimeSpan.FromSeconds(41), _instant.Waits[^1]);
    }

    [Fact]
    public async Task A_wait_over_the_bound_is_replaced_by_our_own()
    {
        await RunAsync([Refusal(429, ("Retry-After", "61"))]);

        Assert.InRange(Assert.Single(_instant.Waits).TotalSeconds, 0.374, 0.5);
    }

    [Fact]
    public async Task No_retries_means_one_attempt() =>
        Assert.Equal(503, (await FailAsync([Refusal(503)], attempts: 1, maxRetries: 0)).HttpStatus);

    [Fact]
    public async Task A_failure_that_is_none_of_ours_passes_as_it_is() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => RunAsync([new NotSupportedException()]));

    [Fact]
    public async Task The_same_seed_gives_the_same_waits()
    {
        await RunAsync([Refusal(503), Refusal(503)]);
        await RunAsync([Refusal(503), Refusal(503)]);

        Assert.Equal(_instant.Waits.Take(2), _instant.Waits.Skip(2));
    }

    [Fact]
    public async Task Ten_thousand_simulated_requests_keep_within_count_and_bounds()
    {
        var policy = new RetryPolicy(RetryOptions.Default, _instant, new Random(7));
        for (var i = 0; i < 10_000; i++)
        {
            using var clock = NewClock(_instant);
            var attempts = 0;
            await Assert.ThrowsAsync<ChatException>(async () =>
                await policy.RunAsync<int>(clock, Peers.Example, _ => throw Counted(++attempts))
            );
            Assert.Equal(3, attempts);
        }

        Assert.Equal(20_000, _instant.Waits.Count);
        Assert.All(_instant.Waits.Where((_, i) => i % 2 == 0), wait => Assert.InRange(wait.TotalSeconds, 0.374, 0.5));
        Assert.All(_instant.Waits.Where((_, i) => i % 2 == 1), wait => Assert.InRange(wait.TotalSeconds, 0.749, 1));

        static ChatException Counted(int attempt) =>
            new(ChatErrorKind.Overloaded, $"attempt {attempt}", "wait") { IsRetryable = true };
    }

    [Fact]
    public async Task The_callers_cancel_ends_a_wait_at_once()
    {
        var time = new ManualTime();
        using var caller = new CancellationTokenSource();
        using var clock = NewClock(time, caller: caller.Token);
        var run = Start(time, clock);
        await time.UntilTimersAsync(1);

        await caller.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(caller.Token, cancelled.CancellationToken);
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task The_total_limit_ends_a_wait_at_once()
    {
        var time = new ManualTime();
        using var clock = NewClock(time, TimeLimits.None with { Total = Second });
        var run = Start(time, clock);
        await time.UntilTimersAsync(2);

        time.Advance(Second);

        Assert.Equal(ChatErrorKind.TotalTimeout, (await Assert.ThrowsAsync<ChatException>(() => run)).Kind);
    }

    [Fact]
    public async Task A_connect_limit_is_tried_again_and_a_first_token_limit_is_not()
    {
        var time = new ManualTime();
        using var clock = NewClock(time, TimeLimits.None with { Connect = Second, FirstToken = Second });
        var policy = new RetryPolicy(RetryOptions.Default, time, new Random(1));
        var attempts = 0;
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = policy.RunAsync(clock, Peers.Example, Stall).AsTask();

        time.Advance(Second);
        await time.UntilTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await connected.Task;
        time.Advance(Second);

        Assert.Equal(ChatErrorKind.FirstTokenTimeout, (await Assert.ThrowsAsync<ChatException>(() => run)).Kind);
        Assert.Equal(2, attempts);

        async ValueTask<int> Stall(CancellationToken token)
        {
            if (++attempts == 2)
            {
                clock.Connected();
                connected.SetResult();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
            return 0;
        }
    }

    private static async Task<int> Start(ManualTime time, StreamClock clock)
    {
        var policy = new RetryPolicy(RetryOptions.Default, time, new Random(1));
        return await policy.RunAsync<int>(clock, Peers.Example, _ => throw Refusal(503, ("Retry-After", "50")));
    }

    private async Task<ChatException> FailAsync(Exception[] failures, int attempts, int maxRetries = 2)
    {
        var made = 0;
        using var clock = NewClock(_instant);
        var policy = new RetryPolicy(new RetryOptions { MaxRetries = maxRetries }, _instant, new Random(1));
        var failure = await Assert.ThrowsAsync<ChatException>(async () =>
            await policy.RunAsync<string>(clock, Peers.Example, _ => throw failures[made++])
        );
        Assert.Equal(attempts, made);
        return failure;
    }

    private async Task<(string Result, int Attempts)> RunAsync(Exception[] failures)
    {
        var attempts = 0;
        using var clock = NewClock(_instant);
        var policy = new RetryPolicy(RetryOptions.Default, _instant, new Random(1));
        var result = await policy.RunAsync(
            clock,
            Peers.Example,
            _ =>
                ++attempts <= failures.Length
                    ? throw failures[attempts - 1]
                    : ValueTask.FromResult($"answer {attempts}"),
            new Notices(_notices)
        );
        return (result, attempts);
    }

    private static StreamClock NewClock(
        TimeProvider time,
        TimeLimits? limits = null,
        CancellationToken caller = default
    ) => new(limits ?? TimeLimits.None, time, "api.example", caller);

    private static ServerFailureException Refusal(int status, params (string Name, string Value)[] headers) =>
        Refusal(status, "", headers);

    private static ServerFailureException Refusal(int status, string body, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return ServerErrors.From(
            response,
            System.Text.Encoding.UTF8.GetBytes(body),
            Peers.Example,
            DateTimeOffset.UnixEpoch
        );
    }

    private sealed class Notices(List<RetryNotice> seen) : IProgress<RetryNotice>
    {
        public void Report(RetryNotice value) => seen.Add(value);
    }
}
