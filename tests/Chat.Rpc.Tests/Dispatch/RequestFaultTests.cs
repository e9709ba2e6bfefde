using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Tests.Support;
using static Chat.Rpc.Tests.Support.CountServer;

namespace Chat.Rpc.Tests.Dispatch;

/// <summary>What becomes of requests whose answer goes wrong, and of <c>shutdown</c> among them.</summary>
public sealed class RequestFaultTests
{
    [Fact]
    public async Task A_failure_whose_partial_answer_cannot_be_written_is_answered_without_it()
    {
        var failure = new ChatException(ChatErrorKind.Connection, "It was cut.", "Try again.")
        {
            Partial = new ChatCompletion
            {
                Choices = [],
                // No text: half of a character.
                ExtensionData = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse("\"\\ud800\"") },
            },
        };
        var pipes = new PipePair();
        await using var server = Serve(pipes, (_, _, _) => throw failure, Peers.Server with { MaxOpenRequests = 1 });
        using var peer = await ConnectAsync(pipes);

        for (var id = 0; id < 3; id++)
        {
            var answer = await peer.AskAsync(Request($"{id}", "x"));
            Assert.Equal("connection", answer.GetProperty("error").GetProperty("data").GetProperty("kind").GetString());
        }
    }

    [Fact]
    public async Task A_request_that_cannot_be_answered_at_all_ends_the_connection()
    {
        var pipes = new PipePair();
        var server = Serve(
            pipes,
            (_, _, _) => Task.FromResult(new TokensCountResult { Tokens = 1 }),
            Peers.Server with
            {
                Trace = new FaultyTrace(),
            }
        );
        using var peer = await ConnectAsync(pipes);

        await peer.SendAsync(Request("1", "x"));

        Assert.Equal(RpcEndReason.Fault, (await server.Completion.WaitAsync(TimeSpan.FromSeconds(30))).Reason);
    }

    [Fact]
    public async Task Shutdown_is_taken_however_many_requests_are_open()
    {
        var pipes = new PipePair();
        await using var server = Serve(pipes, NeverAsync, Peers.Server with { MaxOpenRequests = 1 });
        using var peer = await ConnectAsync(pipes);
        await peer.SendAsync(Request("1", "x"));

        var down = await peer.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"shutdown"}""");

        Assert.True(down.TryGetProperty("result", out _));
        Assert.True(server.IsDown);
    }

    [Fact]
    public async Task A_shutdown_that_is_refused_changes_nothing()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(
            pipes.Server,
            Peers.Handlers().OnRequest(RpcMethods.Shutdown, (_, _, _) => Task.FromResult(new NoFields())),
            Peers.Server
        );
        using var peer = await ConnectAsync(pipes);

        var refused = await peer.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"shutdown","params":[]}""");

        Assert.Equal(-32602, refused.GetProperty("error").GetProperty("code").GetInt32());
        Assert.False(server.IsDown);
        Assert.True((await peer.AskAsync(Request("2", "x"))).TryGetProperty("result", out _));
    }

    /// <summary>A trace that throws when a count is answered.</summary>
    private sealed class FaultyTrace : IRpcTrace
    {
        public void Received(ReadOnlySpan<byte> body) { }

        public void Sent(ReadOnlySpan<byte> body) { }

        public void LeftAside(string what) { }

        public void HandlerFault(string method, Exception fault) { }

        public void Answered(RpcId? id, string method, TimeSpan elapsed, RpcError? error)
        {
            if (string.Equals(method, RpcMethods.TokensCount.Name, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The trace is broken.");
            }
        }
    }
}
