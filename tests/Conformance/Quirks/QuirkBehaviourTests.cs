using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Http;
using Chat.Testing;
using Chat.Testing.FakeServers;
using Chat.Testing.Quirks;

namespace Chat.Conformance.Tests.Quirks;

/// <summary>What the run over the corpus cannot show: when a request is sent again, sizes, and what becomes of the connection.</summary>
public sealed class QuirkBehaviourTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("43-retry-after-seconds", 2000)]
    [InlineData("43-retry-after-ms", 1500)]
    [InlineData("43-retry-after-date", 5000)]
    public async Task A_request_is_sent_again_when_the_server_says(string name, int milliseconds)
    {
        var quirk = QuirkCorpus.Get(name);
        var good = QuirkCorpus.Get("41-object-missing-in-body");
        var time = new ManualTime();
        await using var server = await FakeServer.StartAsync(quirk.ToReply(), good.ToReply());
        using var backends = new HttpBackends(time, new Random(1));
        await using var backend = QuirkReading.NewBackend(backends, server, quirk, retries: 2);

        var reading = QuirkReading.ReadAsync(backend, quirk);
        await time.UntilTimersAsync(1).WaitAsync(Patience);
        time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.Equal(1, time.ActiveTimers);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null((await reading).Error);
        Assert.Equal(2, server.TotalRequests);
        Assert.Equal(server.Requests[0].Header("Idempotency-Key"), server.Requests[1].Header("Idempotency-Key"));
    }

    [Fact]
    public async Task A_request_is_not_sent_again_when_the_server_asks_not_to()
    {
        var quirk = QuirkCorpus.Get("43-should-not-retry");
        await using var server = await FakeServer.StartAsync(quirk.ToReply());
        using var backends = new HttpBackends(new InstantTime(), new Random(1));
        await using var backend = QuirkReading.NewBackend(backends, server, quirk, retries: 2);

        var read = await QuirkReading.ReadAsync(backend, quirk);

        QuirkVerdict.Assert(quirk.Expected, read);
        Assert.Equal(1, server.TotalRequests);
    }

    [Theory]
    [InlineData("44-loading")]
    [InlineData("44-queue-full")]
    public async Task A_busy_server_is_asked_twice_more_after_growing_pauses(string name)
    {
        var quirk = QuirkCorpus.Get(name);
        var time = new InstantTime();
        await using var server = await FakeServer.StartAsync(quirk.ToReply(), quirk.ToReply(), quirk.ToReply());
        using var backends = new HttpBackends(time, new Random(1));
        await using var backend = QuirkReading.NewBackend(backends, server, quirk, retries: 2);

        var read = await QuirkReading.ReadAsync(backend, quirk);

        QuirkVerdict.Assert(quirk.Expected, read);
        Assert.Equal(3, server.TotalRequests);
        Assert.Equal(2, time.Waits.Count);
        Assert.InRange(time.Waits[0], TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1));
        Assert.True(time.Waits[0] < time.Waits[1]);
    }

    [Fact]
    public async Task A_stream_is_asked_for_without_compression()
    {
        var quirk = QuirkCorpus.Get("45-gzip");
        await using var server = await FakeServer.StartAsync(quirk.ToReply());
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = QuirkReading.NewBackend(backends, server, quirk);

        QuirkVerdict.Assert(quirk.Expected, await QuirkReading.ReadAsync(backend, quirk));

        Assert.Equal("identity", server.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task A_huge_event_is_read_within_the_limit_and_refused_over_it()
    {
        var quirk = QuirkCorpus.Get("46-huge-event");
        var reply = quirk.ToReply().WithPieces([quirk.PaddedBody()]);
        await using var server = await FakeServer.StartAsync(reply, reply);
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = QuirkReading.NewBackend(backends, server, quirk);
        await using var small = QuirkReading.NewBackend(backends, server, quirk, maxEventBytes: 1 << 20);

        var read = await QuirkReading.ReadAsync(backend, quirk);
        var refused = await QuirkReading.ReadAsync(small, quirk);

        Assert.Equal(quirk.Expected.Server.PadBytes + 2, read.Result!.AssistantMessage()!.Content!.Text!.Length);
        Assert.Equal(CompletionOutcome.Completed, read.Result.Outcome);
        Assert.Equal(ChatErrorKind.Protocol, refused.Error!.Kind);
    }

    [Fact]
    public async Task A_connection_that_stays_open_behind_the_end_is_let_go()
    {
        var quirk = QuirkCorpus.Get("47-data-behind-done");
        await using var server = await FakeServer.StartAsync(quirk.ToReply());
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = QuirkReading.NewBackend(backends, server, quirk);

        QuirkVerdict.Assert(quirk.Expected, await QuirkReading.ReadAsync(backend, quirk));

        await server.NoConnections.WaitAsync(Patience);
    }
}
