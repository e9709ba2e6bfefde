using System.IO.Pipes;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;
using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests;

public sealed class RpcClientTests
{
    [Fact]
    public async Task A_client_learns_what_its_server_can_do_and_ends_it_with_code_0()
    {
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        await using var client = await Peers.ConnectAsync(pipes);
        Assert.Equal(["initialize", "tokens/count"], client.Server.Capabilities.Methods);
        Assert.Equal("server", client.Server.Server.Name);

        await client.ShutdownAsync(CancellationToken.None);

        Assert.Equal(0, (await server.Completion).ExitCode);
    }

    [Fact]
    public async Task A_server_of_another_major_version_is_refused_and_the_connection_ended()
    {
        var pipes = new PipePair();
        using var server = new RawPeer(pipes.Server);
        var connecting = Peers.ConnectAsync(pipes, new RpcConnectionOptions { PeerName = "the engine" });
        var hello = (await server.ReceiveAsync())!.Value;
        await server.SendAsync(
            $$$"""{"jsonrpc":"2.0","id":{{{hello.GetProperty("id")}}},"result":{"protocolVersion":"2.0","server":{"name":"s"},"capabilities":{"methods":[] } } }"""
        );

        var failure = await Assert.ThrowsAsync<ChatException>(() => connecting);

        Assert.Equal(ChatErrorKind.Protocol, failure.Kind);
        Assert.Null(await server.ReceiveAsync());
    }

    [Fact]
    public async Task A_connection_over_one_stream_each_way_streams_and_fails_when_the_other_end_breaks()
    {
        var name = Guid.NewGuid().ToString("N");
        await using var there = new NamedPipeServerStream(
            name,
            PipeDirection.InOut,
            1,
            default,
            PipeOptions.Asynchronous
        );
        var waiting = there.WaitForConnectionAsync();
        var here = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        await here.ConnectAsync();
        await waiting;
        var handlers = Peers
            .Handlers()
            .OnChatComplete((_, _, _) => new((IChatBackend)ScriptedBackend.Counting(500)))
            .OnRequest(
                RpcMethods.StatusGet,
                async (_, _, cancellation) =>
                {
                    await there.DisposeAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                    throw new InvalidOperationException();
                }
            );
        await using var server = RpcConnection.Start(there, there, handlers, Peers.Server);
        await using var client = await RpcClient.ConnectAsync(
            here,
            here,
            new PeerInfo { Name = "client" },
            null,
            null,
            CancellationToken.None
        );
        var count = 0;
        await foreach (var chunk in client.StreamAsync(Peers.Ask(), CancellationToken.None))
        {
            Assert.Equal($"{count++} ", chunk.DeltaMessage()!.Content);
        }

        Assert.Equal(500, count);
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            client.CallAsync(RpcMethods.StatusGet, new NoFields(), CancellationToken.None)
        );
        Assert.IsType<RpcConnectionLostException>(failure.InnerException);
        var end = await server.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(end.Reason is RpcEndReason.Broken or RpcEndReason.PeerClosed, end.Error?.ToString());
    }

    [Fact]
    public async Task An_answer_comes_in_one_piece_where_no_stream_is_asked_for()
    {
        var pipes = new PipePair();
        var handlers = Peers.Handlers().OnChatComplete((_, _, _) => new((IChatBackend)ScriptedBackend.Counting(3)));
        await using var server = RpcConnection.Start(pipes.Server, handlers, Peers.Server);
        await using var client = await Peers.ConnectAsync(pipes);

        var result = await client.CallAsync(RpcMethods.ChatComplete, Peers.Ask(), CancellationToken.None);

        Assert.Equal("0 1 2 ", result.Completion!.AssistantMessage()!.Content!.Text);
        Assert.Equal(CompletionOutcome.Completed, result.Outcome);
    }

    [Fact]
    public async Task Progress_comes_before_the_answer_and_only_to_who_asked()
    {
        var told = new TaskCompletionSource();
        var pipes = new PipePair();
        var handlers = Peers
            .Handlers()
            .OnRequest(
                RpcMethods.ModelsLoad,
                async (fields, call, cancellation) =>
                {
                    var progress = call.OpenProgress(fields.Progress);
                    progress?.Report(
                        new ProgressValue
                        {
                            Stage = "load",
                            Done = 1,
                            Total = 2,
                            Unit = "bytes",
                        }
                    );
                    if (progress is not null)
                    {
                        await told.Task.WaitAsync(cancellation);
                    }

                    return new ModelResult
                    {
                        Model = new ModelDescription { Id = "local/m", Name = fields.Model },
                    };
                }
            );
        await using var server = RpcConnection.Start(pipes.Server, handlers, Peers.Server);
        await using var client = await Peers.ConnectAsync(pipes);
        var values = new Recorder(told);

        var loaded = await client.CallAsync(
            RpcMethods.ModelsLoad,
            token => new ModelParams { Model = "m", Progress = token },
            values,
            CancellationToken.None
        );
        var quiet = await client.CallAsync(
            RpcMethods.ModelsLoad,
            new ModelParams { Model = "m" },
            CancellationToken.None
        );

        Assert.Equal("local/m", loaded.Model.Id);
        Assert.Equal("local/m", quiet.Model.Id);
        Assert.Equal(("load", 1, 2), (values.Last!.Stage, values.Last.Done, values.Last.Total));
    }

    private sealed class Recorder(TaskCompletionSource told) : IProgress<ProgressValue>
    {
        public ProgressValue? Last { get; private set; }

        public void Report(ProgressValue value)
        {
            Last = value;
            told.TrySetResult();
        }
    }
}
