using System.Text.Json;
using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Framing;
using Chat.Rpc.Protocol;
using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests.Dispatch;

public sealed class RpcConnectionTests
{
    [Theory]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"tokens/count","params":{"text":"abc"}}""",
        """{"tokens":3,"isEstimate":false}"""
    )]
    [InlineData(
        """{"params":{"text":"é"},"method":"tokens\/count","id":"a","jsonrpc":"2.0"}""",
        """{"tokens":1,"isEstimate":false}"""
    )]
    [InlineData("""  {"jsonrpc":"2.0","id":-7,"method":"tokens/count"}  """, """{"tokens":0,"isEstimate":false}""")]
    [InlineData(
        """{"jsonrpc":"2.0","id":0,"method":"tokens/count","params":null,"later":{"x":[1]}}""",
        """{"tokens":0,"isEstimate":false}"""
    )]
    public async Task A_request_is_answered_with_its_id_and_result(string request, string result)
    {
        var answer = await AskAsync(request);

        Assert.Equal(result, answer.GetProperty("result").GetRawText());
        Assert.Equal(JsonElement.Parse(request).GetProperty("id").GetRawText(), answer.GetProperty("id").GetRawText());
        Assert.Equal("2.0", answer.GetProperty("jsonrpc").GetString());
    }

    [Theory]
    [InlineData("", -32700, "null")]
    [InlineData("nonsense", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tokens/count","params":{"text":"a}""", -32700, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tokens/count"}}""", -32700, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tokens/count"} {}""", -32700, "1")]
    [InlineData("""{"jsonrpc":"2.0",oops "id":1,"method":"tokens/count"}""", -32700, "null")]
    [InlineData("[]", -32600, "null")]
    [InlineData(
        """[{"jsonrpc":"2.0","id":1,"method":"tokens/count"},{"jsonrpc":"2.0","id":2,"method":"tokens/count"}]""",
        -32600,
        "null"
    )]
    [InlineData("1", -32600, "null")]
    [InlineData("{}", -32600, "null")]
    [InlineData("""{"id":1}""", -32600, "1")]
    [InlineData("""{"id":1,"method":"tokens/count"}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"tokens/count"}""", -32600, "1")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"tokens/count"}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"tokens/count"}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"tokens/count"}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"tokens/count"}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"tokens/count"}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"\ud800","id":1,"method":"tokens/count"}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\udc00"}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","\ud800":1,"id":1,"method":"no/such"}""", -32601, "1")]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"tokens/count","params":{"\ud800":1,"text":"\ud800"}}""",
        -32602,
        "1"
    )]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"tokens/count"}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tokens/count","result":{}}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tokens/cuont"}""", -32601, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"$/unknown"}""", -32601, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tokens/count","params":[]}""", -32602, "1")]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"1.0","client":{"name":"c"}}}""",
        -32600,
        "1"
    )]
    public async Task What_is_no_request_gets_one_error_and_the_next_request_its_answer(string bad, int code, string id)
    {
        var answer = await AskAsync(bad);

        Assert.Equal(code, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(id, answer.GetProperty("id").GetRawText());
        Assert.EndsWith(".", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":5}""", "params.text")]
    [InlineData("""{"text":"a","text":"b"}""", "params.text")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},{"role":7}]}""", "params.messages[1].role")]
    [InlineData("""{"messages":[{"content":"x"}]}""", "params.messages[0].role")]
    [InlineData("\"text\"", "params")]
    public async Task Wrong_params_name_the_field(string fields, string field)
    {
        var answer = await AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"tokens/count","params":{{fields}}}""");

        var error = answer.GetProperty("error");
        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
        Assert.Equal(field, error.GetProperty("data").GetProperty("field").GetString());
        Assert.Equal("invalidRequest", error.GetProperty("data").GetProperty("kind").GetString());
        Assert.StartsWith(field, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Chat.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, -32600)]
    [InlineData(100_000, -32600)]
    public async Task A_message_may_be_64_levels_deep_and_a_deeper_one_is_refused_by_its_id(int depth, int? code)
    {
        var inner = depth - 2;
        var deep = new string('[', inner) + new string(']', inner);

        var answer = await AskAsync(
            $$$"""{"jsonrpc":"2.0","method":"tokens/count","params":{"x":{{{deep}}}},"id":9}"""
        );

        Assert.Equal(9, answer.GetProperty("id").GetInt32());
        Assert.Equal(code, answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : null);
    }

    [Fact]
    public async Task Before_initialize_requests_are_refused_and_notifications_left_aside()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);

        await peer.SendAsync("""{"jsonrpc":"2.0","method":"$/progress","params":{}}""");
        foreach (var method in new[] { "tokens/count", "shutdown", "no/such" })
        {
            var answer = await peer.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""");
            Assert.Equal(-32002, answer.GetProperty("error").GetProperty("code").GetInt32());
        }

        var wrong = await peer.AskAsync(
            """{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"9.0","client":{"name":"c"}}}"""
        );
        Assert.Equal(-32602, wrong.GetProperty("error").GetProperty("code").GetInt32());
        await peer.InitializeAsync();
        var count = await peer.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"tokens/count"}""");
        Assert.True(count.TryGetProperty("result", out _));
    }

    [Fact]
    public async Task After_shutdown_requests_are_refused_and_exit_ends_with_code_0()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();

        var down = await peer.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"shutdown"}""");
        Assert.True(down.TryGetProperty("result", out _));
        var late = await peer.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"tokens/count"}""");
        Assert.Equal(-32600, late.GetProperty("error").GetProperty("code").GetInt32());
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"exit"}""");

        Assert.Null(await peer.ReceiveAsync());
        var end = await server.Completion;
        Assert.Equal((RpcEndReason.Exit, 0), (end.Reason, end.ExitCode));
    }

    [Fact]
    public async Task Exit_without_shutdown_ends_with_code_1_even_before_initialize()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);

        await peer.SendAsync("""{"jsonrpc":"2.0","method":"exit"}""");

        var end = await server.Completion;
        Assert.Equal((RpcEndReason.ExitWithoutShutdown, 1), (end.Reason, end.ExitCode));
    }

    [Fact]
    public async Task A_frame_that_cannot_be_read_is_answered_with_one_reason_and_ends_the_connection()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);

        await peer.SendBytesAsync("Content-Length: -1\r\n\r\n{}Content-Length: 2\r\n\r\n{}"u8.ToArray());

        var answers = await peer.ReceiveAllAsync();
        var error = Assert.Single(answers).GetProperty("error");
        Assert.Equal(-32700, error.GetProperty("code").GetInt32());
        Assert.Equal("The Content-Length is negative.", error.GetProperty("message").GetString());
        var end = await server.Completion;
        Assert.Equal((RpcEndReason.BadFrame, FrameFault.NegativeLength), (end.Reason, end.FrameFault));
    }

    [Fact]
    public async Task A_peer_that_dies_within_a_frame_faults_every_caller_at_once()
    {
        var pipes = new PipePair();
        await using var client = RpcConnection.Start(pipes.Client, new RpcHandlers());
        using var peer = new RawPeer(pipes.Server);
        var calls = Enumerable
            .Range(0, 300)
            .Select(_ => client.CallAsync(RpcMethods.StatusGet, new NoFields(), CancellationToken.None))
            .ToArray();
        await peer.ReceiveAsync();

        await peer.SendBytesAsync("Content-Length: 99\r\n\r\n{\"jsonrpc\""u8.ToArray());
        await peer.HangUpAsync();

        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<ChatException>(() => call);
            Assert.Equal(ChatErrorKind.Connection, failure.Kind);
            Assert.True(failure.IsRetryable);
            var lost = Assert.IsType<RpcConnectionLostException>(failure.InnerException);
            Assert.Equal(FrameFault.Truncated, lost.End.FrameFault);
        }

        await Assert.ThrowsAsync<ChatException>(() =>
            client.CallAsync(RpcMethods.StatusGet, new NoFields(), CancellationToken.None)
        );
        Assert.False(await client.NotifyAsync(RpcNotifications.Initialized, new NoFields(), CancellationToken.None));
    }

    private static async Task<JsonElement> AskAsync(string body)
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();
        var answer = await peer.AskAsync(body);

        // Exactly one: the next thing that comes is the answer to the next request.
        var next = await peer.AskAsync(
            """{"jsonrpc":"2.0","id":"next","method":"tokens/count","params":{"text":"1234"}}"""
        );
        Assert.Equal("next", next.GetProperty("id").GetString());
        Assert.Equal(4, next.GetProperty("result").GetProperty("tokens").GetInt32());
        return answer;
    }
}
