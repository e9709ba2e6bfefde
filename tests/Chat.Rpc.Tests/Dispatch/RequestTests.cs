using System.Collections.Concurrent;
using Chat.Core.Errors;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Tests.Support;
using static Chat.Rpc.Tests.Support.CountServer;

namespace Chat.Rpc.Tests.Dispatch;

/// <summary>What becomes of requests while they are open: order, number, cancelling, faults, and the connection's end.</summary>
public sealed partial class RequestTests
{
    [Fact]
    public async Task Requests_start_in_the_order_in_which_they_come_and_run_side_by_side()
    {
        var started = new ConcurrentQueue<string>();
        var all = new TaskCompletionSource();
        var pipes = new PipePair();
        await using var server = Serve(
            pipes,
            async (fields, _, _) =>
            {
                started.Enqueue(fields.Text!);
                if (started.Count == 200)
                {
                    all.SetResult();
                }

                await all.Task;
                return new TokensCountResult { Tokens = 1 };
            }
        );
        using var peer = await ConnectAsync(pipes);
        var texts = Enumerable.Range(0, 200).Select(number => $"{number}").ToList();

        await peer.SendBytesAsync([.. texts.SelectMany(text => RawPeer.Frame(Request(text, text)))]);
        var answered = new HashSet<int>();
        foreach (var _ in texts)
        {
            Assert.True(answered.Add((await peer.ReceiveAsync())!.Value.GetProperty("id").GetInt32()));
        }

        Assert.Equal(texts, started);
    }

    [Fact]
    public async Task More_than_256_open_requests_are_refused_until_one_is_answered()
    {
        var gates = new ConcurrentDictionary<string, TaskCompletionSource>();
        var pipes = new PipePair();
        await using var server = Serve(
            pipes,
            async (fields, _, cancellation) =>
            {
                await gates.GetOrAdd(fields.Text!, _ => new()).Task.WaitAsync(cancellation);
                return new TokensCountResult { Tokens = 1 };
            }
        );
        using var peer = await ConnectAsync(pipes);
        for (var id = 0; id < 256; id++)
        {
            await peer.SendAsync(Request($"{id}", $"{id}"));
        }

        var refused = await peer.AskAsync(Request("256", "256"));
        Assert.Equal(256, refused.GetProperty("id").GetInt32());
        var data = refused.GetProperty("error").GetProperty("data");
        Assert.Equal("overloaded", data.GetProperty("kind").GetString());
        Assert.True(data.GetProperty("retryable").GetBoolean());

        gates["7"].SetResult();
        Assert.Equal(7, (await peer.ReceiveAsync())!.Value.GetProperty("id").GetInt32());
        gates["again"] = new();
        gates["again"].SetResult();
        Assert.True((await peer.AskAsync(Request("7", "again"))).TryGetProperty("result", out _));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"tokens/count","params":{"text":"other"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"tokens/count","params":{"text":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"no/such"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"initialize"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":5}""")]
    [InlineData("""{"jsonrpc":"2.0","id":5,""")]
    public async Task The_id_of_an_open_request_is_refused_without_an_answer_to_that_id(string second)
    {
        var gate = new TaskCompletionSource();
        var pipes = new PipePair();
        await using var server = Serve(
            pipes,
            async (_, _, _) =>
            {
                await gate.Task;
                return new TokensCountResult { Tokens = 42 };
            }
        );
        using var peer = await ConnectAsync(pipes);
        await peer.SendAsync(Request("5", "first"));

        var refused = await peer.AskAsync(second);
        Assert.Equal("null", refused.GetProperty("id").GetRawText());
        Assert.True(refused.TryGetProperty("error", out _));
        gate.SetResult();
        var answer = (await peer.ReceiveAsync())!.Value;
        Assert.Equal(5, answer.GetProperty("id").GetInt32());
        Assert.Equal(42, answer.GetProperty("result").GetProperty("tokens").GetInt32());
    }

    [Fact]
    public async Task A_fault_of_a_handler_is_answered_without_its_text()
    {
        var pipes = new PipePair();
        await using var server = Serve(pipes, (_, _, _) => throw new InvalidOperationException("sk-secret"));
        await using var client = await Peers.ConnectAsync(pipes);

        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            client.CallAsync(RpcMethods.TokensCount, new TokensCountParams(), CancellationToken.None)
        );

        Assert.Equal(ChatErrorKind.Internal, failure.Kind);
        Assert.Contains("tokens/count", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_connection_cancels_every_handler_and_waits_for_it()
    {
        var running = 0;
        var pipes = new PipePair();
        var server = Serve(
            pipes,
            async (fields, call, cancellation) =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    return await NeverAsync(fields, call, cancellation);
                }
                finally
                {
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                }
            }
        );
        using var peer = await ConnectAsync(pipes);
        for (var id = 0; id < 50; id++)
        {
            await peer.SendAsync(Request($"{id}", "x"));
        }

        await peer.HangUpAsync();
        var end = await server.Completion;

        Assert.Equal(RpcEndReason.PeerClosed, end.Reason);
        Assert.Equal(0, running);
        var answers = await peer.ReceiveAllAsync();
        Assert.Equal(50, answers.Select(answer => answer.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(answers, answer => Assert.Equal(-32800, answer.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task A_message_that_is_too_large_to_send_fails_its_caller_and_nothing_else()
    {
        var limits = new Chat.Rpc.Framing.FrameLimits { Body = 4_096 };
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(
            pipes.Server,
            new RpcHandlers()
                .OnInitialize(new PeerInfo { Name = "s" })
                .OnRequest(
                    RpcMethods.ProfilesTest,
                    (fields, _, _) =>
                        Task.FromResult(
                            new ProfilesTestResult
                            {
                                Ok = false,
                                Error = new RpcError { Code = 1, Message = new string('x', 5_000) },
                            }
                        )
                ),
            Peers.Server with
            {
                Limits = limits,
            }
        );
        await using var client = await Peers.ConnectAsync(pipes, new RpcConnectionOptions { Limits = limits });

        var tooLong = await Assert.ThrowsAsync<ChatException>(() =>
            client.CallAsync(
                RpcMethods.TokensCount,
                new TokensCountParams { Text = new string('x', 5_000) },
                CancellationToken.None
            )
        );
        Assert.Equal(ChatErrorKind.InvalidRequest, tooLong.Kind);
        var tooLongBack = await Assert.ThrowsAsync<ChatException>(() =>
            client.CallAsync(RpcMethods.ProfilesTest, new ProfilesTestParams { Profile = "p" }, CancellationToken.None)
        );
        Assert.Equal(ChatErrorKind.Internal, tooLongBack.Kind);
        Assert.Contains("larger", tooLongBack.Message, StringComparison.Ordinal);
    }
}
