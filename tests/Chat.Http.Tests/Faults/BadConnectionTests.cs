using System.Text;
using Chat.Core.Errors;
using Chat.Core.Secrets;
using Chat.Http.Resilience;
using Chat.Http.Tests.Connections;
using Chat.Testing;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Faults;

/// <summary>What goes wrong before an answer, or in place of one that never comes.</summary>
public sealed class BadConnectionTests
{
    private const string Piece = """data: {"choices":[{"index":0,"delta":{"content":"a"}}]}""" + "\n\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_that_nobody_trusts_is_refused(bool stream)
    {
        await using var server = await FakeServer.StartAsync(new FakeServerOptions { Https = true });
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        var failure = (await caller.AskAsync(stream)).Failure;

        Assert.Equal(ChatErrorKind.Tls, failure!.Kind);
        Assert.False(failure.IsRetryable);
        Assert.Equal(0, server.TotalRequests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_without_TLS_behind_https_is_told(bool stream)
    {
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(HttpTargets.OpenAI, new Uri($"https://{server.Address.Authority}"));

        Assert.Equal(ChatErrorKind.Tls, (await caller.AskAsync(stream)).Failure!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_that_has_no_address_is_told(bool stream)
    {
        await using var caller = new Caller(HttpTargets.OpenAI, new Uri("http://no-such-host.invalid/v1"));

        var failure = (await caller.AskAsync(stream)).Failure;

        Assert.Equal(ChatErrorKind.Connection, failure!.Kind);
        Assert.Contains("no-such-host.invalid", failure.Message);
    }

    [Theory]
    [InlineData("k\r\nX-Evil: 1")]
    [InlineData("k\n")]
    [InlineData("k\r")]
    [InlineData("k\0")]
    [InlineData("kéy")]
    public async Task A_key_that_would_forge_a_header_is_refused_before_any_connection(string key)
    {
        foreach (var target in HttpTargets.All)
        {
            await using var server = await FakeServer.StartAsync();
            foreach (
                var change in (Func<HttpBackendOptions, HttpBackendOptions>[])
                    [
                        options => options with { Key = new Secret(key) },
                        options => options with { Organization = key },
                        options => options with { Project = key },
                        options =>
                            options with
                            {
                                Headers = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["x-y"] = new(key) },
                            },
                    ]
            )
            {
                await using var caller = new Caller(target, server.Address, change);
                foreach (var stream in (bool[])[true, false])
                {
                    var failure = (await caller.AskAsync(stream)).Failure;

                    Assert.True(
                        failure!.Kind is ChatErrorKind.Authentication or ChatErrorKind.InvalidRequest,
                        $"{failure.Kind}"
                    );
                    Assert.DoesNotContain(key, failure.ToString());
                }

                var models = await Assert.ThrowsAsync<ChatException>(() => caller.Backend.ListModelsAsync(default));
                Assert.DoesNotContain(key, models.ToString());
            }

            Assert.Equal(0, server.TotalConnections);
        }
    }

    [Theory]
    [InlineData(0, ChatErrorKind.FirstTokenTimeout)]
    [InlineData(1, ChatErrorKind.IdleTimeout)]
    public async Task Comments_without_end_do_not_hold_a_caller(int pieces, ChatErrorKind kind)
    {
        var time = new ManualTime();
        var said = new TaskCompletionSource();
        await using var server = new LoopbackServer((stream, _) => TalkAsync(stream, pieces, said));
        await using var caller = new Caller(
            HttpTargets.OpenAI,
            new Uri($"http://127.0.0.1:{server.Port}"),
            options =>
                options with
                {
                    Limits = TimeLimits.None with
                    {
                        FirstToken = TimeSpan.FromMinutes(1),
                        Idle = TimeSpan.FromMinutes(1),
                    },
                },
            time
        );

        await using var chunks = caller.Backend.StreamAsync(Caller.Hello, CancellationToken.None).GetAsyncEnumerator();
        for (var piece = 0; piece < pieces; piece++)
        {
            Assert.True(await chunks.MoveNextAsync());
        }

        var next = chunks.MoveNextAsync().AsTask();
        await said.Task;
        // The server talks on all the while; only the clock moves, and every time by less than the limit.
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }

        var failure = await Assert.ThrowsAsync<ChatException>(() => next);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal(new string('a', pieces), failure.Partial?.AssistantMessage()?.Content?.Text ?? "");
    }

    private static async Task TalkAsync(Stream stream, int pieces, TaskCompletionSource said)
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                    + string.Concat(Enumerable.Repeat(Piece, pieces))
            )
        );
        var comments = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(": keep-alive\n\n", 64)));
        for (var times = 0; ; times++)
        {
            await stream.WriteAsync(comments);
            if (times == 100)
            {
                said.TrySetResult();
            }
        }
    }
}
