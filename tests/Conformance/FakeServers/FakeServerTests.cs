using System.Net;
using System.Text;
using Chat.Testing.FakeServers;

namespace Chat.Conformance.Tests.FakeServers;

/// <summary>The fake server does what the suites that lean on it believe.</summary>
public sealed class FakeServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_request_is_recorded_as_it_was_sent()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Json("""{"ok":true}"""));
        using var client = server.CreateClient();
        using var content = new StringContent("""{"a":[1,"ä"]}""", Encoding.UTF8, "application/json");
        client.DefaultRequestHeaders.Add("X-Twice", ["one", "two"]);

        using var response = await client.PostAsync("/v1/a%2Fb?x=%20y", content);

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v1/a%2Fb?x=%20y", request.Path);
        Assert.Equal("one, two", request.Header("x-twice"));
        Assert.Equal("ä", (string?)request.Json!["a"]![1]);
        Assert.Equal(1, request.Number);
        Assert.Equal("""{"ok":true}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Queued_replies_come_in_order_then_the_function_answers_then_a_500()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Text("one"), FakeReplies.Text("two", 404));
        using var client = server.CreateClient();

        Assert.Equal((HttpStatusCode.OK, "one"), await GetAsync(client));
        Assert.Equal((HttpStatusCode.NotFound, "two"), await GetAsync(client));
        Assert.Equal(HttpStatusCode.InternalServerError, (await GetAsync(client)).Status);
        server.Respond(request => FakeReplies.Text($"number {request.Number}"));
        Assert.Equal((HttpStatusCode.OK, "number 4"), await GetAsync(client));
        Assert.Equal(4, server.TotalRequests);
        Assert.Equal(1, server.TotalConnections);
    }

    [Theory]
    [InlineData(FakeFraming.Chunked)]
    [InlineData(FakeFraming.ContentLength)]
    [InlineData(FakeFraming.ConnectionClose)]
    public async Task Every_framing_and_split_gives_the_same_bytes(FakeFraming framing)
    {
        var reply = FakeReplies.Sse("""{"a":"ä€𝄞"}""", """{"b":2}""") with { Framing = framing };
        await using var server = await FakeServer.StartAsync(
            reply,
            reply.Split(Pieces.EachByte),
            reply.Split(body => Pieces.AtRandom(body, seed: 7))
        );
        using var client = server.CreateClient();

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(reply.Body, await client.GetByteArrayAsync("/"));
        }
    }

    [Fact]
    public async Task A_piece_arrives_while_the_next_is_held_at_a_gate()
    {
        var gate = new FakeGate();
        var reply = new FakeReply { Steps = [FakeStep.Send("first"), FakeStep.Wait(gate), FakeStep.Send("second")] };
        await using var server = await FakeServer.StartAsync(reply);
        using var client = server.CreateClient();

        using var response = await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];
        Assert.Equal(5, await body.ReadAtLeastAsync(buffer, 5));
        await gate.Reached.WaitAsync(Patience);
        gate.Open();

        Assert.Equal("second", await new StreamReader(body).ReadToEndAsync());
    }

    [Fact]
    public async Task The_head_can_be_held_back()
    {
        var gate = new FakeGate();
        await using var server = await FakeServer.StartAsync(FakeReplies.Text("late") with { BeforeHead = gate });
        using var client = server.CreateClient();

        var response = client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await gate.Reached.WaitAsync(Patience);
        Assert.False(response.IsCompleted);
        gate.Open();

        Assert.Equal("late", await (await response).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_server_sees_that_the_client_went_away()
    {
        var reply = new FakeReply { Steps = [FakeStep.Send("first"), FakeStep.HoldOpen] };
        await using var server = await FakeServer.StartAsync(reply, FakeReplies.Text("whole"));
        using var client = server.CreateClient();

        using (await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.False(server.Requests[0].Aborted.IsCompleted);
        }

        await server.Requests[0].Aborted.WaitAsync(Patience);
        await server.NoConnections.WaitAsync(Patience);
        Assert.Equal(0, server.OpenConnections);
        await client.GetStringAsync("/");
        await server.Requests[1].Ended.WaitAsync(Patience);
        Assert.False(server.Requests[1].Aborted.IsCompleted);
    }

    [Theory]
    [InlineData(FakeProtocol.Http2, false)]
    [InlineData(FakeProtocol.Http1, true)]
    [InlineData(FakeProtocol.Http1AndHttp2, true)]
    public async Task It_speaks_http2_and_tls(FakeProtocol protocol, bool https)
    {
        await using var server = await FakeServer.StartAsync(
            new FakeServerOptions { Protocol = protocol, Https = https }
        );
        server.Enqueue(FakeReplies.Sse("1"));
        using var client = server.CreateClient();

        Assert.Equal("data: 1\n\ndata: [DONE]\n\n", await client.GetStringAsync("/"));
        Assert.Equal(https ? "https" : "http", server.Address.Scheme);
        Assert.Equal(protocol == FakeProtocol.Http1 ? "HTTP/1.1" : "HTTP/2", server.Requests[0].Protocol);
    }

    [Fact]
    public async Task Its_certificate_is_trusted_by_nobody_else()
    {
        await using var server = await FakeServer.StartAsync(new FakeServerOptions { Https = true });
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(server.Address));

        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
        Assert.Equal(0, server.TotalRequests);
    }

    [Fact]
    public async Task A_thousand_streams_stay_open_together()
    {
        var gate = new FakeGate();
        var reply = new FakeReply { Steps = [FakeStep.Send("a"), FakeStep.Wait(gate), FakeStep.Send("b")] };
        await using var server = await FakeServer.StartAsync(new FakeServerOptions { Protocol = FakeProtocol.Http2 });
        server.Respond(_ => reply);
        using var client = server.CreateClient();

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(_ => client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead))
        );
        gate.Open();
        var texts = await Task.WhenAll(responses.Select(response => response.Content.ReadAsStringAsync()));

        Assert.All(texts, text => Assert.Equal("ab", text));
        Assert.Equal(1_000, server.TotalRequests);
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/");
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
