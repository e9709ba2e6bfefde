using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests.Streaming;

/// <summary>A client against a server that a test plays by hand.</summary>
public sealed class IncomingStreamTests
{
    [Theory]
    [InlineData("1", "[]", "A stream's piece 0 was due, and piece 1 came.")]
    [InlineData("0", "[7]", "A stream's piece 0 does not hold chunks.")]
    [InlineData("0", "[{\"choices\":7}]", "A stream's piece 0 does not hold chunks.")]
    public async Task A_piece_that_does_not_fit_fails_the_stream_and_cancels_the_request(
        string seq,
        string chunks,
        string message
    )
    {
        var pipes = new PipePair();
        using var server = new RawPeer(pipes.Server);
        await using var client = await ConnectAsync(pipes, server, new RpcConnectionOptions());
        await using var stream = client.StreamAsync(Peers.Ask(), CancellationToken.None).GetAsyncEnumerator();
        var next = stream.MoveNextAsync().AsTask();
        var request = (await server.ReceiveAsync())!.Value;
        await server.SendAsync(Piece(request, seq, chunks));

        var cancel = (await server.ReceiveAsync())!.Value;
        Assert.Equal("$/cancelRequest", cancel.GetProperty("method").GetString());
        await AnswerAsync(server, request);

        var failure = await Assert.ThrowsAsync<ChatException>(() => next);
        Assert.Equal((ChatErrorKind.Protocol, message), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task Pieces_are_acknowledged_as_they_are_used_and_more_than_the_window_fail_the_stream()
    {
        var pipes = new PipePair();
        using var server = new RawPeer(pipes.Server);
        await using var client = await ConnectAsync(pipes, server, new RpcConnectionOptions { StreamWindow = 4 });
        await using var stream = client.StreamAsync(Peers.Ask(), CancellationToken.None).GetAsyncEnumerator();
        var next = stream.MoveNextAsync().AsTask();
        var request = (await server.ReceiveAsync())!.Value;
        Assert.Equal(4, request.GetProperty("params").GetProperty("window").GetInt32());
        var chunk = $"[{ChatJson.Write(ScriptedBackend.Chunk("x"))}]";
        for (var seq = 0; seq < 4; seq++)
        {
            await server.SendAsync(Piece(request, $"{seq}", chunk));
        }

        Assert.True(await next);
        Assert.True(await stream.MoveNextAsync());
        next = stream.MoveNextAsync().AsTask();
        var ack = (await server.ReceiveAsync())!.Value;
        Assert.Equal("chat/ack", ack.GetProperty("method").GetString());
        Assert.Equal(1, ack.GetProperty("params").GetProperty("seq").GetInt32());
        Assert.True(await next);

        // Two were used: up to piece 5 may come, and piece 6 is one too many.
        for (var seq = 4; seq < 7; seq++)
        {
            await server.SendAsync(Piece(request, $"{seq}", chunk));
        }

        await server.SendAsync("""{"jsonrpc":"2.0","id":"sync","method":"no/such"}""");
        while (!(await server.ReceiveAsync())!.Value.TryGetProperty("error", out _)) { }

        // What had come before the fault is still read: pieces 3, 4 and 5.
        Assert.True(await stream.MoveNextAsync());
        Assert.True(await stream.MoveNextAsync());
        Assert.True(await stream.MoveNextAsync());
        var last = stream.MoveNextAsync().AsTask();
        Assert.Equal("$/cancelRequest", (await server.ReceiveAsync())!.Value.GetProperty("method").GetString());
        await AnswerAsync(server, request);
        var failure = await Assert.ThrowsAsync<ChatException>(() => last);
        Assert.Equal(ChatErrorKind.Protocol, failure.Kind);
    }

    [Fact]
    public async Task A_server_that_is_lost_within_a_stream_fails_it_after_the_chunks_that_came()
    {
        var pipes = new PipePair();
        using var server = new RawPeer(pipes.Server);
        await using var client = await ConnectAsync(pipes, server, new RpcConnectionOptions());
        await using var stream = client.StreamAsync(Peers.Ask(), CancellationToken.None).GetAsyncEnumerator();
        var next = stream.MoveNextAsync().AsTask();
        var request = (await server.ReceiveAsync())!.Value;
        await server.SendAsync(Piece(request, "0", $"[{ChatJson.Write(ScriptedBackend.Chunk("x"))}]"));
        await server.HangUpAsync();

        Assert.True(await next);
        Assert.Equal("x", stream.Current.DeltaMessage()!.Content);
        var failure = await Assert.ThrowsAsync<ChatException>(async () => await stream.MoveNextAsync());
        Assert.Equal(ChatErrorKind.Connection, failure.Kind);
        Assert.IsType<RpcConnectionLostException>(failure.InnerException);
    }

    private static async Task<RpcClient> ConnectAsync(PipePair pipes, RawPeer server, RpcConnectionOptions options)
    {
        var connecting = Peers.ConnectAsync(pipes, options);
        var hello = (await server.ReceiveAsync())!.Value;
        await server.SendAsync(
            $$$"""{"jsonrpc":"2.0","id":{{{hello.GetProperty("id")}}},"result":{"protocolVersion":"1.7","server":{"name":"s"},"capabilities":{"methods":[] } } }"""
        );
        Assert.Equal("initialized", (await server.ReceiveAsync())!.Value.GetProperty("method").GetString());
        return await connecting;
    }

    private static string Piece(JsonElement request, string seq, string chunks) =>
        $$$"""{"jsonrpc":"2.0","method":"chat/chunk","params":{"stream":{{{request.GetProperty("params").GetProperty("stream")}}},"seq":{{{seq}}},"chunks":{{{chunks}}}}}""";

    private static Task AnswerAsync(RawPeer server, JsonElement request) =>
        server.SendAsync(
            $$$"""{"jsonrpc":"2.0","id":{{{request.GetProperty("id")}}},"error":{"code":-32800,"message":"Cancelled."}}"""
        );
}
