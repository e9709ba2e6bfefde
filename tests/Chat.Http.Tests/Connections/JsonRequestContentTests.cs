using Chat.Http.Connections;
using Chat.Http.Resilience;
using Chat.Testing;

namespace Chat.Http.Tests.Connections;

public sealed class JsonRequestContentTests
{
    [Fact]
    public async Task The_clock_leaves_its_connect_phase_when_a_connection_takes_the_body_not_when_headers_come()
    {
        var time = new ManualTime();
        var came = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var server = new LoopbackServer(
            async (stream, _) =>
            {
                await stream.ReadExactlyAsync(new byte[7]);
                came.SetResult();
                await go.Task;
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray()
                );
            }
        );
        using var connections = new HttpConnections();
        using var clock = new StreamClock(TimeLimits.Default, time, "server", CancellationToken.None);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address);
        using var content = new JsonRequestContent("{\"a\":1}"u8.ToArray(), clock);
        request.Content = content;
        var token = clock.BeginAttempt();

        var send = connections.For(new ConnectionSettings()).SendAsync(request, token);
        await came.Task;
        Assert.Equal(StreamPhase.FirstToken, clock.Phase);
        time.Advance(TimeLimits.Default.Connect!.Value * 2);
        Assert.False(token.IsCancellationRequested);
        go.SetResult();

        using var response = await send;
        Assert.Equal("ok", await response.Content.ReadAsStringAsync(token));
        var head = Assert.Single(server.Heads);
        Assert.Contains("Content-Type: application/json\r\n", head);
        Assert.Contains("Content-Length: 7\r\n", head);
    }
}
